/** A plan of the enumerated list before it is fitted to a contract and a place. */
import type { Contract } from '../../contracts/contract.ts';
import { itemLimit } from '../limits.ts';
import type { PlanContext } from '../plan-context.ts';
import type { Entry, Family, Plan, Slot, Step } from '../plan.ts';
import { isPossible, isWrite } from '../steps.ts';
import { sharingReads } from './shared-reads.ts';

/** What a section of the list writes down: all steps it would like, possible or not. */
export interface Draft {
  readonly family: Family;
  readonly title: string;
  /** Start state of the subject. */
  readonly start: readonly Entry[];
  /** Start state of the bystander; absent: the plan does without one. */
  readonly bystander?: readonly Entry[];
  readonly steps: readonly Step[];
  readonly hazardous?: boolean;
  /** Completes the list rather than opening it: run after all plans that are not, since a sibling effect has tried the same before. */
  readonly later?: boolean;
  /** The map is read after each write, also a refused one: refusals stand among writes that are accepted. */
  readonly readsEach?: boolean;
  /** May leave the resource in a state that no later plan can start from: run when everything else is done. */
  readonly last?: boolean;
  /** Steps that matter; a plan that keeps none of them is dropped. Default: the writes, or all steps when none is a write. */
  readonly point?: (step: Step) => boolean;
}

/** One section of the list: a pure function of contract and place. */
export type Section = (contract: Contract, context: PlanContext) => readonly Draft[];

/** Steps of one plan, at most: long enough to share a start state, short enough to read. */
const STEPS_PER_PLAN = 14;

/** Steps of which the last is read, whatever the chain that they are a part of puts off. */
function withLastRead(steps: readonly Step[]): readonly Step[] {
  return steps.map((step, index): Step => {
    if (index < steps.length - 1 || step.op === 'concurrent' || step.readLater !== 'always') return step;
    const { readLater: _, ...read } = step;
    return read;
  });
}

/** Cut a long chain of steps on one start state into plans of readable length. */
export function chained(draft: Draft): readonly Draft[] {
  return chainedWithin(STEPS_PER_PLAN, draft);
}

/** The same for steps that each add an item, of which no more than `room` find a place. */
export function chainedWithin(room: number, draft: Draft): readonly Draft[] {
  const count = Math.ceil(draft.steps.length / Math.min(room, STEPS_PER_PLAN));
  const size = Math.ceil(draft.steps.length / Math.max(count, 1));
  return Array.from({ length: count }, (_, part) => ({
    ...draft,
    title: count === 1 ? draft.title : `${draft.title} (${part + 1} of ${count})`,
    steps: withLastRead(draft.steps.slice(part * size, (part + 1) * size)),
  }));
}

/**
 * As many entries of a start state as the item limit has room for: first those that differ in case from a key that the steps name, since they stand there to be mistaken
 * for it, then those that the steps name.
 */
function withinLimit(entries: readonly Entry[], steps: readonly Step[], limit: number | null): readonly Entry[] {
  if (limit === null || entries.length <= limit) return entries;
  const named = new Set(steps.flatMap((step) => ('urlKey' in step ? [step.urlKey] : [])));
  const alike = new Set([...named].map((key) => key.toLowerCase()));
  const rank = ([key]: Entry): number => (named.has(key) ? 1 : alike.has(key.toLowerCase()) ? 0 : 2);
  return entries.toSorted((a, b) => rank(a) - rank(b)).slice(0, limit);
}

function startOf(draft: Draft, contract: Contract, context: PlanContext): Plan['start'] {
  const start: Partial<Record<Slot, readonly Entry[]>> = { subject: withinLimit(draft.start, draft.steps, itemLimit(contract, context)) };
  if (draft.bystander !== undefined && context.slots.includes('bystander')) start.bystander = draft.bystander;
  return start;
}

/** Fit a draft: leave out what the contract or the place cannot do; null when nothing that matters is left, or when it may not be done here. */
export function fitted(draft: Draft, contract: Contract, context: PlanContext): Omit<Plan, 'index'> | null {
  const hazardous = draft.hazardous === true;
  if (hazardous && !context.sacrificial) return null;
  const matters = draft.point ?? (draft.steps.some(isWrite) ? isWrite : () => true);
  const possible = draft.steps.filter((step) => isPossible(contract, context, step));
  const steps = draft.readsEach === true ? possible : sharingReads(possible);
  if (!steps.some(matters)) return null;
  return { contract: contract.id, family: draft.family, listed: draft.later !== true, title: draft.title, start: startOf(draft, contract, context), steps, hazardous };
}
