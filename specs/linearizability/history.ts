/**
 * Histories of map operations, as plain data. Nothing in this folder does I/O or knows of traces: whoever judges a trace makes operations of
 * its exchanges.
 */

/** A metadata map. */
export type MapState = ReadonlyMap<string, string>;

/** Entries of a write; a `null` value removes the key, for services that say so. */
export type Entries = ReadonlyMap<string, string | null>;

/**
 * What became of a write. `acknowledged`: it took effect inside its interval. `refused`: it had no effect. `unknown`: nobody can tell, so it took
 * effect at any one moment after its call, or never. A 404 that tells a key is absent is an acknowledged `remove` with `found: false`.
 */
export type Outcome = 'acknowledged' | 'refused' | 'unknown';

interface OperationBase {
  /** Unique in its history. */
  readonly id: number;
  /** On one monotonic clock, in any unit. */
  readonly calledAt: number;
  /** Not before `calledAt`; `null` when no answer came, which makes the outcome unknown whatever it says. */
  readonly returnedAt: number | null;
  readonly outcome: Outcome;
  /** The whole map a write answered, when it answered one. */
  readonly answer?: MapState;
}

/** What an operation asks of the map, or saw in it. */
export type Action =
  | { readonly kind: 'merge'; readonly entries: Entries }
  | { readonly kind: 'replace'; readonly entries: Entries }
  | { readonly kind: 'upsert'; readonly key: string; readonly value: string }
  /** `found`: whether the key was there, as the status told; `null` when it told nothing. */
  | { readonly kind: 'remove'; readonly key: string; readonly found: boolean | null }
  | { readonly kind: 'read'; readonly map: MapState }
  /** `value`: what was read; `null` when the key was absent. */
  | { readonly kind: 'read-item'; readonly key: string; readonly value: string | null };

/** One call and its answer. */
export type Operation = OperationBase & Action;

/** Operations on one map, in any order. */
export type History = readonly Operation[];

/** A history that contradicts itself: the caller's mistake, never the target's. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
  readonly code = 'HISTORY';
}

/** Whether the effect of an operation is uncertain: it may come at any time after the call, or never. */
export function isUnanswered(operation: Operation): boolean {
  return operation.outcome === 'unknown' || operation.returnedAt === null;
}

/** The last moment at which an operation may take effect; infinite for an unanswered one. */
export function deadlineOf(operation: Operation): number {
  return isUnanswered(operation) ? Infinity : (operation.returnedAt ?? Infinity);
}

/**
 * Whether `a` ended before `b` began. Intervals are closed: two that share an instant are concurrent, since a clock that ticks coarser than the
 * target works could not tell their order.
 */
export function precedes(a: Operation, b: Operation): boolean {
  return deadlineOf(a) < b.calledAt;
}

/** Whether an operation can only look: it changes no map. */
export function isObserver(operation: Operation): boolean {
  return operation.kind === 'read' || operation.kind === 'read-item' || (operation.kind === 'remove' && operation.found === false);
}

/** The operations that say or do anything, by time of call: refused ones and unanswered reads are left out. */
export function relevantOperations(history: History): Operation[] {
  return history
    .filter((operation) => operation.outcome !== 'refused' && !(isUnanswered(operation) && isObserver(operation)))
    .toSorted((a, b) => a.calledAt - b.calledAt || a.id - b.id);
}

/**
 * Refuses a history that no clock could have recorded.
 * @throws {HistoryError} when two operations share an id, or one returns before its call.
 */
export function validateHistory(history: History): void {
  const seen = new Set<number>();
  for (const { id, calledAt, returnedAt } of history) {
    if (seen.has(id)) throw new HistoryError(`History: operation ids must be unique, but ${id} occurs twice. Number the operations anew.`);
    if (!(calledAt <= (returnedAt ?? Infinity))) {
      throw new HistoryError(`History: operation ${id} must return at or after its call, but was called at ${calledAt} and returned at ${returnedAt}. Take both times from one monotonic clock.`);
    }
    seen.add(id);
  }
}
