/** Finds values that were read though nobody wrote them. */
import type { History, MapState } from './history.ts';
import { transitionOf } from './model.ts';
import { keysIn } from './restrict.ts';

/** Names of the pairs of key and value that some operation saw, and that neither an initial map nor any write holds. */
export function strangeValues(history: History, initial: readonly MapState[]): ReadonlySet<string> {
  const keys = keysIn(history, initial);
  const transitions = history.map((operation) => transitionOf(operation, keys));
  const written = new Set([...initial.flatMap((map) => [...map]), ...transitions.flatMap(({ writes }) => [...writes])].map(nameOf));
  return new Set(transitions.flatMap(({ requires, ensures }) => [...requires, ...ensures]).filter(([, value]) => value !== null).map(nameOf)).difference(written);
}

function nameOf(pair: readonly [string, string | null]): string {
  return JSON.stringify(pair);
}
