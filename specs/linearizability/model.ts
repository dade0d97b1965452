/** The sequential map model: what each operation demands of the map and does to it when it runs alone. */
import { isUnanswered } from './history.ts';
import type { Entries, MapState, Operation } from './history.ts';

/** The values of some keys; `null`: absent. */
export type Values = ReadonlyMap<string, string | null>;

/** An operation, spelled out key by key for a given set of keys. */
export interface Transition {
  /** What must hold before it. */
  readonly requires: Values;
  /** A key that must be there before it, whatever its value; `null` when none must. */
  readonly requiresPresent: string | null;
  /** What it writes. */
  readonly writes: Values;
  /** What must hold after it. */
  readonly ensures: Values;
}

const NOTHING: Values = new Map();

/** What an operation demands and does on the given keys; keys outside them are left out of account. */
export function transitionOf(operation: Operation, keys: ReadonlySet<string>): Transition {
  const observed = isUnanswered(operation) ? undefined : operation.answer;
  const ensures = observed === undefined ? NOTHING : wholeMap(observed, keys);
  const writing = (writes: Values): Transition => ({ requires: NOTHING, requiresPresent: null, writes: only(writes, keys), ensures });
  const looking = (requires: Values): Transition => ({ requires: only(requires, keys), requiresPresent: null, writes: NOTHING, ensures });
  switch (operation.kind) {
    case 'merge': return writing(operation.entries);
    case 'replace': return writing(wholeMap(operation.entries, keys));
    case 'upsert': return writing(new Map([[operation.key, operation.value]]));
    case 'read': return looking(wholeMap(operation.map, keys));
    case 'read-item': return looking(new Map([[operation.key, operation.value]]));
    case 'remove': {
      const removal = new Map([[operation.key, null]]);
      if (operation.found === false) return looking(removal);
      const mustBeThere = operation.found === true && !isUnanswered(operation) && keys.has(operation.key);
      return { ...writing(removal), requiresPresent: mustBeThere ? operation.key : null };
    }
  }
}

/**
 * The map after an operation, or `null` when the operation cannot have run on this map: it saw, or answered, something else.
 * An unanswered operation is applied as if it had taken effect.
 */
export function apply(state: MapState, operation: Operation): MapState | null {
  const transition = transitionOf(operation, new Set([...state.keys(), ...keysOf(operation)]));
  if (!holds(state, transition.requires)) return null;
  if (transition.requiresPresent !== null && !state.has(transition.requiresPresent)) return null;
  const next = new Map(state);
  for (const [key, value] of transition.writes) {
    if (value === null) next.delete(key);
    else next.set(key, value);
  }
  return holds(next, transition.ensures) ? next : null;
}

/** The keys an operation names, in its request or in what it answered. */
export function keysOf(operation: Operation): Set<string> {
  const answered = operation.answer?.keys() ?? [];
  switch (operation.kind) {
    case 'merge':
    case 'replace': return new Set([...operation.entries.keys(), ...answered]);
    case 'read': return new Set([...operation.map.keys(), ...answered]);
    case 'upsert':
    case 'remove':
    case 'read-item': return new Set([operation.key, ...answered]);
  }
}

function holds(state: MapState, values: Values): boolean {
  return values.entries().every(([key, value]) => (state.get(key) ?? null) === value);
}

function wholeMap(map: Entries, keys: ReadonlySet<string>): Values {
  return new Map(keys.values().map((key) => [key, map.get(key) ?? null] as const));
}

function only(values: Values, keys: ReadonlySet<string>): Values {
  return new Map(values.entries().filter(([key]) => keys.has(key)));
}
