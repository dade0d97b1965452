/** Makes a violating history small, offline: what is left of a race when everything that does not matter is gone. */
import { diagnose } from './diagnose.ts';
import type { Diagnosis } from './diagnose.ts';
import { relevantOperations } from './history.ts';
import type { History, MapState, Operation } from './history.ts';
import { keysIn, restrictHistory, restrictMap } from './restrict.ts';
import { search } from './search.ts';
import type { SearchOptions, Violation } from './search.ts';
import { strangeValues } from './strange-values.ts';

/** A small history with the same anomaly. */
export interface Minimised {
  readonly history: History;
  readonly initial: readonly MapState[];
  readonly violation: Violation;
  readonly diagnosis: Diagnosis;
}

/** Each search of the minimisation is small, or the step is not taken. */
const MAX_CONFIGURATIONS = 20_000;

/** Each diagnosis searches once per suspect and hypothesis, and there is one at every step: what takes longer explains nothing. */
const MAX_CONFIGURATIONS_PER_HYPOTHESIS = 1_000;

/** What making one history smaller may cost in all: a server that is wrong about every race would else take minutes. */
const PURSE = 20_000;

/**
 * Drops keys, then operations, as long as the history stays a violation with the same anomaly. `null` when the history is no violation within the
 * budget. Reads lose the keys that go, and no write goes whose value is still read: what is left must be a history that could have been.
 */
export function minimise(history: History, initial: readonly MapState[], options: SearchOptions = { maxConfigurations: MAX_CONFIGURATIONS }): Minimised | null {
  const hypotheses: SearchOptions = { ...options, maxConfigurations: Math.min(options.maxConfigurations ?? MAX_CONFIGURATIONS, MAX_CONFIGURATIONS_PER_HYPOTHESIS) };
  const judge = (operations: History, maps: readonly MapState[], purse?: { left: number }): Minimised | null => {
    const spending = purse === undefined ? {} : { purse };
    const violation = search(operations, maps, { ...options, ...spending });
    return violation.kind === 'violation' ? { history: operations, initial: maps, violation, diagnosis: diagnose(operations, maps, violation, { ...hypotheses, ...spending }) } : null;
  };
  const whole = judge(relevantOperations(history), initial);
  if (whole === null) return null;
  const strange = strangeValues(whole.history, initial);
  const purse = { left: PURSE };
  const keep = (from: Minimised, operations: History, maps: readonly MapState[]): Minimised | null => {
    if (purse.left <= 0 || !strangeValues(operations, maps).isSubsetOf(strange)) return null;
    const next = judge(operations, maps, purse);
    // What an empty purse left undecided has another name for want of a search.
    return next !== null && purse.left > 0 && isAlike(from.diagnosis, next.diagnosis) ? next : null;
  };
  return settle(whole, (from) => dropOperations(dropKeys(cutAfterWitness(from, keep), keep), keep));
}

type Keep = (from: Minimised, operations: History, maps: readonly MapState[]) => Minimised | null;

function settle(from: Minimised, shrink: (from: Minimised) => Minimised): Minimised {
  const next = shrink(from);
  return sizeOf(next) < sizeOf(from) ? settle(next, shrink) : next;
}

function cutAfterWitness(from: Minimised, keep: Keep): Minimised {
  const end = from.history.find(({ id }) => id === from.violation.at)?.returnedAt ?? Infinity;
  return keep(from, from.history.filter(({ calledAt }) => calledAt <= end), from.initial) ?? from;
}

function dropKeys(from: Minimised, keep: Keep): Minimised {
  let best = from;
  for (const key of keysIn(from.history, from.initial)) {
    const keys = new Set([...keysIn(best.history, best.initial)].filter((other) => other !== key));
    best = keep(best, restrictHistory(best.history, keys), best.initial.map((map) => restrictMap(map, keys))) ?? best;
  }
  return best;
}

/** Drops runs of operations, halving their length: most of a long history goes in the first few searches. */
function dropOperations(from: Minimised, keep: Keep): Minimised {
  let best = from;
  for (let length = Math.ceil(from.history.length / 2); length >= 1; length = length === 1 ? 0 : Math.ceil(length / 2)) {
    for (let start = best.history.length - length; start > -length; start -= length) {
      const rest = best.history.filter((_, index) => index < start || index >= start + length);
      best = keep(best, rest, best.initial) ?? best;
    }
  }
  return best;
}

function isAlike(a: Diagnosis, b: Diagnosis): boolean {
  return a.anomaly === b.anomaly;
}

function sizeOf({ history, initial }: Minimised): number {
  return history.length + keysIn(history, initial).size + history.reduce((sum, operation) => sum + entriesOf(operation), 0);
}

function entriesOf(operation: Operation): number {
  return operation.kind === 'merge' || operation.kind === 'replace' ? operation.entries.size : operation.kind === 'read' ? operation.map.size : 1;
}
