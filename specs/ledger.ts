/** What a run has learnt so far: which cells were exercised and what was found. */
import type { Contract } from '../contracts/contract.ts';
import type { Trace } from '../targets/trace.ts';
import { isBarren, isSilent, whyBarren } from './barren-plans.ts';
import type { ProgressEvent } from './engine-options.ts';
import { judgeTrace, type TraceJudgement } from './judge-trace.ts';
import { NOTHING_LEARNT, type IdentifiedFinding, type Invariant, type Learnt, type Profile } from './judgement.ts';
import { learnMore } from './learn.ts';
import { showsReplaceLeavesKeys } from './unremovable-keys.ts';

export interface Sighted {
  readonly finding: IdentifiedFinding;
  readonly trace: Trace;
  readonly invariant: Invariant;
}

export interface Ledger {
  readonly invariants: readonly Invariant[];
  /** Record and judge a trace. */
  readonly note: (trace: Trace, contract: Contract) => TraceJudgement;
  readonly exercised: (contract: string, invariant: string, cell: string) => boolean;
  /** What the traces of a contract have taught about its resource so far. */
  readonly learnt: (contract: string) => Learnt;
  /** First sighting of each finding of a contract, in order; without those that no longer are any by what was learnt since. */
  readonly findings: (contract: string) => readonly Sighted[];
  /** Requests spent on confirming and shrinking, by contract. */
  readonly shrinkRequests: Map<string, number>;
  /** Ids of findings that were shrunk, or tried to be. */
  readonly shrunk: Set<string>;
  readonly progress: (event: ProgressEvent) => void;
  /** Whether a replacement was seen to leave keys behind: what only it could remove is better not written any more. */
  readonly replaceLeavesKeys: (contract: string) => boolean;
  /** Whether the target of a contract is lost: it no longer answers, or no longer shows the map of its resource. */
  readonly isLost: (contract: string) => boolean;
  /** How the target of a contract was lost, as a sentence. */
  readonly lostHow: (contract: string) => string;
}

/** Plans in a row without any answer, after which a target counts as lost. */
const SILENT_PLANS = 5;

/** The first request behind the last one that was answered, else the last one. */
function askedLast({ exchanges }: Trace): string | null {
  const answered = exchanges.findLastIndex(({ response }) => response !== null);
  const last = exchanges[answered + 1] ?? exchanges.at(-1);
  return last === undefined ? null : `${last.request.method} ${last.request.path}`;
}

/** Plans in a row that could not begin, because no map was to be seen, after which a resource counts as lost. */
const BARREN_PLANS = 12;

/** How a target was lost: what it answered to last, or which of its answers could not be understood. */
function lossSentence(contract: string, isSilenced: boolean, lastSeen: Trace | undefined, latest: Trace | undefined): string {
  const why = latest === undefined ? null : whyBarren(latest);
  const asked = lastSeen === undefined ? null : askedLast(lastSeen);
  if (lastSeen === undefined || asked === null) return why === null ? `The target of ${contract} never got as far as the first step of a plan.` : `No plan of ${contract} could begin: ${why}.`;
  if (isSilenced && why === null) return `The target of ${contract} stopped answering at ${asked}.`;
  return `The metadata of ${contract} could not be read any more after the plan "${lastSeen.plan.title}"${why === null ? '' : `: ${why}`}.`;
}

/** Make an empty ledger that hands every trace on. */
export function createLedger(invariants: readonly Invariant[], profile: Profile, record: (trace: Trace) => void, onProgress: ((event: ProgressEvent) => void) | undefined): Ledger {
  const cells = new Set<string>();
  const found = new Map<string, Sighted>();
  const byId = new Map(invariants.map((invariant) => [invariant.id, invariant]));
  const silent = new Map<string, number>();
  const barren = new Map<string, number>();
  const lastSeen = new Map<string, Trace>();
  const latest = new Map<string, Trace>();
  const leaving = new Set<string>();
  const learnt = new Map<string, Learnt>();
  const learn = (trace: Trace, contract: Contract): void => {
    const before = learnt.get(contract.id) ?? NOTHING_LEARNT;
    const now = learnMore(before, trace, contract);
    learnt.set(contract.id, now);
    if (now === before) return;
    for (const [id, sighted] of found) {
      if (sighted.finding.contract === contract.id && !judgeTrace(sighted.trace, contract, invariants, profile, now).findings.some((finding) => finding.id === id)) found.delete(id);
    }
  };
  const isSilenced = (contract: string): boolean => (silent.get(contract) ?? 0) >= SILENT_PLANS;
  let requests = 0;
  const sight = (finding: IdentifiedFinding, trace: Trace): void => {
    const invariant = byId.get(finding.invariant);
    if (found.has(finding.id) || invariant === undefined) return;
    found.set(finding.id, { finding, trace, invariant });
    if (finding.level === 'must') onProgress?.({ kind: 'finding', contract: finding.contract, invariant: finding.invariant, class: finding.class, requests });
  };
  return {
    invariants,
    shrinkRequests: new Map(),
    shrunk: new Set(),
    progress: (event) => onProgress?.(event),
    learnt: (contract) => learnt.get(contract) ?? NOTHING_LEARNT,
    replaceLeavesKeys: (contract) => leaving.has(contract),
    note: (trace, contract) => {
      requests += trace.exchanges.length;
      if (showsReplaceLeavesKeys(trace, contract)) leaving.add(contract.id);
      latest.set(contract.id, trace);
      if (!isBarren(trace)) lastSeen.set(contract.id, trace);
      barren.set(contract.id, isBarren(trace) ? (barren.get(contract.id) ?? 0) + 1 : 0);
      silent.set(contract.id, isSilent(trace) ? (silent.get(contract.id) ?? 0) + 1 : 0);
      record(trace);
      learn(trace, contract);
      const judgement = judgeTrace(trace, contract, invariants, profile, learnt.get(contract.id));
      for (const each of judgement.exercised) for (const cell of each.cells) cells.add(JSON.stringify([contract.id, each.invariant, cell]));
      for (const finding of judgement.findings) sight(finding, trace);
      return judgement;
    },
    isLost: (contract) => isSilenced(contract) || (barren.get(contract) ?? 0) >= BARREN_PLANS,
    lostHow: (contract) => lossSentence(contract, isSilenced(contract), lastSeen.get(contract), latest.get(contract)),
    exercised: (contract, invariant, cell) => cells.has(JSON.stringify([contract, invariant, cell])),
    findings: (contract) => [...found.values()].filter(({ finding }) => finding.contract === contract),
  };
}
