/** Decides whether a history of map operations is linearizable: window by window, and in each window group of keys by group of keys. */
import { componentsOf } from './components.ts';
import { HistoryError, deadlineOf, relevantOperations, validateHistory } from './history.ts';
import type { History, MapState, Operation } from './history.ts';
import { keysOf } from './model.ts';
import { EMPTY_PATH, joinPaths, unwind } from './path.ts';
import type { Path, Placement } from './path.ts';
import { place } from './place.ts';
import type { Budget, Placing } from './place.ts';
import { puzzleOf } from './puzzle.ts';
import type { Puzzle } from './puzzle.ts';
import { windowsOf } from './windows.ts';
import type { Window } from './windows.ts';

/** How many configurations are explored before a search gives up. */
export const DEFAULT_MAX_CONFIGURATIONS = 250_000;

/** How many more when each key is tried alone, at most as many as before. */
const MAX_CONFIGURATIONS_BY_KEY = 25_000;

export interface SearchOptions {
  /** Default {@link DEFAULT_MAX_CONFIGURATIONS}. */
  readonly maxConfigurations?: number;
  /** What a row of searches may cost in all: configurations, and one for each operation of each history. A search that finds it empty gives up at once. */
  readonly purse?: { left: number };
}

/** `explored` counts configurations: it depends on the history alone, never on the machine. */
export type SearchResult =
  /** `finalStates`: every map the history may leave behind; `order`: one way to order it, without unanswered writes that never acted. */
  | { readonly kind: 'linearizable'; readonly finalStates: readonly MapState[]; readonly order: readonly Placement[]; readonly explored: number }
  | Violation
  | { readonly kind: 'unknown'; readonly explored: number };

export interface Violation {
  readonly kind: 'violation';
  /** The operation that fits nowhere: what was called up to its return has an order only if it need not have acted by then. */
  readonly at: number;
  /** An order of as many operations as could be placed before it. */
  readonly prefix: readonly Placement[];
  /** Operations in flight when it returned that are not in the prefix; `at` is among them. */
  readonly pending: readonly number[];
  readonly explored: number;
}

/** A map a window may start from. */
interface Start {
  readonly state: MapState;
  /** Unanswered operations that have taken effect. */
  readonly applied: ReadonlySet<number>;
  readonly path: Path;
}

type WindowResult =
  | { readonly kind: 'placed'; readonly ends: readonly Start[] }
  | { readonly kind: 'stuck'; readonly at: number; readonly time: number; readonly path: Path }
  | { readonly kind: 'exhausted' };

/**
 * Searches an order of the operations that respects time and that the map model can run, from any of the initial maps.
 * @throws {HistoryError} when the history contradicts itself or no initial map is given.
 */
export function search(history: History, initial: readonly MapState[], options: SearchOptions = {}): SearchResult {
  const { purse } = options;
  if (purse === undefined) return searchAll(history, initial, options);
  if (purse.left <= 0) return { kind: 'unknown', explored: 0 };
  const result = searchAll(history, initial, options);
  purse.left -= result.explored + history.length;
  return result;
}

function searchAll(history: History, initial: readonly MapState[], options: SearchOptions): SearchResult {
  validateHistory(history);
  if (initial.length === 0) throw new HistoryError('Search: needs at least one initial map, got none. Give the map that was read before the history.');
  const limit = options.maxConfigurations ?? DEFAULT_MAX_CONFIGURATIONS;
  const budget: Budget = { left: limit };
  const explored = (): number => limit - Math.max(budget.left, 0);
  const operations = relevantOperations(history);
  let starts: readonly Start[] = distinct(initial.map((state) => ({ state, applied: new Set<number>(), path: EMPTY_PATH })));
  for (const window of windowsOf(operations)) {
    const results = starts.map((start) => searchWindow(window, start, budget, limit));
    if (results.some(({ kind }) => kind === 'exhausted')) return { kind: 'unknown', explored: explored() };
    const stuck = results.filter((result) => result.kind === 'stuck').toSorted((a, b) => b.time - a.time)[0];
    starts = distinct(results.flatMap((result) => (result.kind === 'placed' ? result.ends : [])));
    if (starts.length === 0 && stuck !== undefined) return violationOf(stuck, operations, explored());
  }
  const finalStates = [...new Map(starts.map(({ state }) => [nameOf(state), state])).values()];
  return { kind: 'linearizable', finalStates, order: unwind(starts[0]?.path ?? EMPTY_PATH), explored: explored() };
}

function searchWindow(window: Window, start: Start, budget: Budget, limit: number): WindowResult {
  const keys = new Set([...start.state.keys(), ...[...window.answered, ...window.unanswered].flatMap((operation) => [...keysOf(operation)])]);
  const puzzles = componentsOf(window, keys).map((group) => puzzleOf(window, group, start.state, start.applied));
  const placings = puzzles.map((puzzle) => place(puzzle, budget));
  const isExhausted = placings.some(({ kind }) => kind === 'exhausted');
  const stuck = firstStuck(placings) ?? (isExhausted ? firstStuck(keyByKey(window, keys, start, Math.min(limit, MAX_CONFIGURATIONS_BY_KEY))) : undefined);
  if (stuck !== undefined) {
    const others = placings.flatMap((placing) => (placing.kind === 'placed' ? (placing.ends[0]?.path ?? []) : []));
    return { kind: 'stuck', at: stuck.at, time: stuck.time, path: joinPaths([start.path, stuck.path, ...others]) };
  }
  if (isExhausted) return { kind: 'exhausted' };
  const ends = combine(start, puzzles, placings, budget);
  return ends === null ? { kind: 'exhausted' } : { kind: 'placed', ends };
}

/** Each key alone: what has no order there has none at all, and a single key is cheap. Has a budget of its own, for when the other is spent. */
function* keyByKey(window: Window, keys: ReadonlySet<string>, start: Start, limit: number): Generator<Placing> {
  const budget: Budget = { left: limit };
  for (const key of keys) yield place(puzzleOf(window, new Set([key]), start.state, start.applied), budget);
}

function firstStuck(placings: Iterable<Placing>): Extract<Placing, { kind: 'stuck' }> | undefined {
  return [...placings].filter((placing) => placing.kind === 'stuck').toSorted((a, b) => a.time - b.time)[0];
}

/** Every combination of the groups' ends; `null` when there are more than the budget allows. */
function combine(start: Start, puzzles: readonly Puzzle[], placings: readonly Placing[], budget: Budget): readonly Start[] | null {
  let combined: readonly Start[] = [{ state: new Map(), applied: start.applied, path: start.path }];
  for (const [index, placing] of placings.entries()) {
    const decode = puzzles[index]?.decode;
    if (placing.kind !== 'placed' || decode === undefined) continue;
    if (placing.ends.length > 1) budget.left -= combined.length * placing.ends.length;
    if (budget.left < 0) return null;
    combined = combined.flatMap(({ state, applied, path }) => placing.ends.map((end) => ({
      state: new Map([...state, ...decode(end.cells)]),
      applied: new Set([...applied, ...end.applied]),
      path: end.path.length === 0 ? path : joinPaths([path, end.path]),
    })));
  }
  return combined;
}

function violationOf(stuck: Extract<WindowResult, { kind: 'stuck' }>, operations: readonly Operation[], explored: number): Violation {
  const prefix = unwind(stuck.path).filter(({ id, at }) => at <= stuck.time && id !== stuck.at);
  const placed = new Set(prefix.map(({ id }) => id));
  const pending = operations.filter((operation) => operation.calledAt <= stuck.time && deadlineOf(operation) >= stuck.time && !placed.has(operation.id));
  return { kind: 'violation', at: stuck.at, prefix, pending: pending.map(({ id }) => id), explored };
}

function distinct(starts: readonly Start[]): readonly Start[] {
  return [...new Map(starts.map((start) => [`${nameOf(start.state)}${[...start.applied].toSorted((a, b) => a - b).join()}`, start])).values()];
}

function nameOf(state: MapState): string {
  return JSON.stringify([...state].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
