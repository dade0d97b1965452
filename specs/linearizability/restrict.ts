/** Looks at a history through some of its keys. A history that has an order has one through any keys; the reverse does not hold. */
import type { Entries, History, MapState, Operation } from './history.ts';
import { keysOf } from './model.ts';

/** Every key a history or its initial maps name. */
export function keysIn(history: History, initial: readonly MapState[]): ReadonlySet<string> {
  return new Set([...initial.flatMap((map) => [...map.keys()]), ...history.flatMap((operation) => [...keysOf(operation)])]);
}

/** The map without all other keys. */
export function restrictMap<Value>(map: ReadonlyMap<string, Value>, keys: ReadonlySet<string>): ReadonlyMap<string, Value> {
  return new Map([...map].filter(([key]) => keys.has(key)));
}

/** The history as it concerns the keys: operations that do not are gone, the maps of the others are cut. */
export function restrictHistory(history: History, keys: ReadonlySet<string>): History {
  return history.flatMap((operation) => restrictOperation(operation, keys) ?? []);
}

function restrictOperation(operation: Operation, keys: ReadonlySet<string>): Operation | null {
  const cut = operation.answer === undefined ? operation : { ...operation, answer: restrictMap(operation.answer, keys) };
  switch (cut.kind) {
    case 'replace': return { ...cut, entries: restrictMap(cut.entries, keys) };
    case 'read': return { ...cut, map: restrictMap(cut.map, keys) };
    case 'merge': return mergeOf(cut, restrictMap(cut.entries, keys));
    case 'upsert':
    case 'remove':
    case 'read-item': return keys.has(cut.key) ? cut : mergeOf(cut, new Map());
  }
}

/** What is left of a write whose keys are gone: nothing, unless it answered the map. */
function mergeOf(operation: Operation, entries: Entries): Operation | null {
  if (entries.size === 0 && operation.answer === undefined) return null;
  const { id, calledAt, returnedAt, outcome, answer } = operation;
  return { id, calledAt, returnedAt, outcome, kind: 'merge', entries, ...(answer === undefined ? {} : { answer }) };
}
