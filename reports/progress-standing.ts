import type { ProgressEvent } from '../specs/engine-options.ts';

/** How far one contract is. */
export interface ContractStanding {
  readonly requests: number;
  readonly budget: number;
  /** What is being tried; empty: it has not begun. */
  readonly title: string;
  readonly isOver: boolean;
}

/** How far a run is, as its events tell. Immutable: each event makes the next one. */
export interface Standing {
  readonly startedAtMs: number;
  readonly budgetTimeS: number | null;
  readonly contracts: ReadonlyMap<string, ContractStanding>;
  /** All requests of the run. */
  readonly sent: number;
  /** What was found, each once. */
  readonly findings: readonly string[];
  readonly isRestoring: boolean;
}

export interface Pace {
  /** Requests per second since the run began; null before anybody can tell. */
  readonly perSecond: number | null;
  /** Part of all budgets that is behind the run, 0 to 1; a contract that ended early has all of its behind it. */
  readonly share: number;
  /** Seconds until the budgets are spent at the pace so far, or the time that was given is over; null before anybody can tell. */
  readonly leftS: number | null;
}

/** Seconds after which a pace says something. */
const SETTLED_S = 1;

/** Part of the budgets that must be spent before what is left can be told from it. */
const TELLING_SHARE = 0.02;

/** The standing of a run that has sent nothing yet. */
export function startStanding(nowMs: number): Standing {
  return { startedAtMs: nowMs, budgetTimeS: null, contracts: new Map(), sent: 0, findings: [], isRestoring: false };
}

function withContract(standing: Standing, contract: string, changes: Partial<ContractStanding>): Standing {
  const known = standing.contracts.get(contract) ?? { requests: 0, budget: 0, title: '', isOver: false };
  return { ...standing, contracts: new Map([...standing.contracts, [contract, { ...known, ...changes }]]) };
}

/** The name under which a finding is known while a run goes on. */
export function findingName({ contract, invariant, class: cls }: Extract<ProgressEvent, { kind: 'finding' }>): string {
  return `${contract}: ${invariant} is broken (${cls})`;
}

/** The standing after an event. */
export function afterEvent(standing: Standing, event: ProgressEvent): Standing {
  switch (event.kind) {
    case 'preflight':
      return standing;
    case 'begin':
      return [...event.budgets].reduce((sofar, [contract, budget]) => withContract(sofar, contract, { budget }), { ...standing, budgetTimeS: event.budgetTimeS });
    case 'plan':
      return withContract({ ...standing, sent: Math.max(standing.sent, event.sent) }, event.contract, { requests: event.requests, title: event.title });
    case 'finding':
      return standing.findings.includes(findingName(event)) ? standing : { ...standing, findings: [...standing.findings, findingName(event)] };
    case 'shrinking':
      return withContract(standing, event.contract, { title: `making finding ${event.finding} small` });
    case 'contract-over':
      return withContract(standing, event.contract, { isOver: true });
    case 'restoring':
      return { ...standing, isRestoring: true };
  }
}

/** How fast a run is, and how long it may still take. */
export function paceOf({ startedAtMs, budgetTimeS, contracts, sent }: Standing, nowMs: number): Pace {
  const all = [...contracts.values()];
  const sum = (of: (each: ContractStanding) => number): number => all.reduce((total, each) => total + of(each), 0);
  const budget = sum((each) => each.budget);
  const behind = sum((each) => (each.isOver ? each.budget : Math.min(each.requests, each.budget)));
  const elapsedS = (nowMs - startedAtMs) / 1000;
  if (elapsedS < SETTLED_S || sent === 0) return { perSecond: null, share: budget === 0 ? 0 : behind / budget, leftS: null };
  const perSecond = sent / elapsedS;
  // Set-up and confirmations cost requests that no budget counts, so what the budgets were spent at is the pace that counts here.
  const spent = sum((each) => each.requests);
  const byRequests = spent < budget * TELLING_SHARE ? Number.POSITIVE_INFINITY : (budget - behind) / (spent / elapsedS);
  const left = Math.min(byRequests, budgetTimeS === null ? Number.POSITIVE_INFINITY : Math.max(0, budgetTimeS - elapsedS));
  return { perSecond, share: budget === 0 ? 0 : behind / budget, leftS: Number.isFinite(left) ? left : null };
}
