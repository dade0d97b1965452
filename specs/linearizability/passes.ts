/**
 * Judges a history in three passes, each with more of what was observed than the one before, so that a violation is reported with no more than it
 * takes: what was stored, what was seen on the way, what the writes themselves answered.
 */
import { deadlineOf, isObserver, isUnanswered, relevantOperations } from './history.ts';
import type { History, MapState, Operation } from './history.ts';
import { search } from './search.ts';
import type { SearchOptions, SearchResult, Violation } from './search.ts';

/**
 * `quiescent-reads`: writes, and what was seen while no other write was in flight. `concurrent-reads`: all reads, and whether removes found their
 * key. `response-bodies`: also the maps that writes answered; no document promises those, so it is an observation where the others are a must.
 */
export const PASSES = ['quiescent-reads', 'concurrent-reads', 'response-bodies'] as const;
export type Pass = (typeof PASSES)[number];

export type PassesResult =
  | { readonly kind: 'linearizable'; readonly result: Extract<SearchResult, { kind: 'linearizable' }> }
  /** `history`: the operations as the failing pass saw them, which is what to diagnose and minimise. */
  | { readonly kind: 'violation'; readonly pass: Pass; readonly violation: Violation; readonly history: History }
  /** `pass`: the first that could not be decided, all before it having passed. */
  | { readonly kind: 'unknown'; readonly pass: Pass; readonly explored: number };

/**
 * The first pass that fails, or the first that could not be decided. An order found with more observations also holds with fewer, so a pass that
 * gave up is settled when the next one succeeds.
 * @throws {HistoryError} when the history contradicts itself or no initial map is given.
 */
export function judgePasses(history: History, initial: readonly MapState[], options: SearchOptions = {}): PassesResult {
  let undecided: Extract<PassesResult, { kind: 'unknown' }> | null = null;
  let success: Extract<SearchResult, { kind: 'linearizable' }> | null = null;
  for (const pass of PASSES) {
    const seen = historyOf(pass, history);
    const result = search(seen, initial, options);
    if (result.kind === 'violation') {
      // Answers alone oblige nobody, so they must not decide what reads left open.
      if (pass === 'response-bodies' && undecided !== null) return undecided;
      return { kind: 'violation', pass, violation: result, history: seen };
    }
    if (result.kind === 'unknown') undecided ??= { kind: 'unknown', pass, explored: result.explored };
    else [undecided, success] = [null, result];
  }
  return undecided ?? (success === null ? { kind: 'unknown', pass: 'quiescent-reads', explored: 0 } : { kind: 'linearizable', result: success });
}

/** What a pass takes into account. */
export function historyOf(pass: Pass, history: History): History {
  switch (pass) {
    case 'response-bodies': return history;
    case 'concurrent-reads': return history.map(withoutAnswer);
    case 'quiescent-reads': return quiescentPart(history.map(withoutAnswer));
  }
}

function quiescentPart(history: History): History {
  const writes = relevantOperations(history).filter((operation) => !isObserver(operation) && !isUnanswered(operation));
  return history.flatMap((operation): Operation[] => {
    const isQuiescent = writes.every((write) => write.id === operation.id || !overlap(write, operation));
    if (isQuiescent) return [operation];
    if (isObserver(operation)) return [];
    return [operation.kind === 'remove' ? { ...operation, found: null } : operation];
  });
}

function overlap(a: Operation, b: Operation): boolean {
  return a.calledAt <= deadlineOf(b) && b.calledAt <= deadlineOf(a);
}

function withoutAnswer(operation: Operation): Operation {
  const { answer: _, ...rest } = operation;
  return rest;
}
