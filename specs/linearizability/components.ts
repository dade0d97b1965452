/**
 * Groups the keys of a window that must be searched together. Histories on different keys are independent (linearizability is local), unless one
 * operation spans them. An operation that overlaps no other answered one spans its keys harmlessly: every answered operation lies wholly before or
 * after it, so its parts can always be brought together again at the instant it returned, and unanswered writes wait just after it where needed.
 */
import type { Operation } from './history.ts';
import { keysOf } from './model.ts';
import type { Window } from './windows.ts';

/** The groups of keys, each to be searched on its own; together they are `keys`. */
export function componentsOf(window: Window, keys: ReadonlySet<string>): readonly ReadonlySet<string>[] {
  const coupling = [...window.answered.filter(({ id }) => !window.alone.has(id)), ...window.unanswered];
  if (coupling.some(spansTheMap)) return keys.size === 0 ? [] : [keys];
  return coupling.reduce(join, [...keys].map((key): ReadonlySet<string> => new Set([key])));
}

function join(groups: readonly ReadonlySet<string>[], operation: Operation): readonly ReadonlySet<string>[] {
  const keys = keysOf(operation);
  if (keys.size < 2) return groups;
  const apart = groups.filter((group) => group.isDisjointFrom(keys));
  const joined = groups.filter((group) => !group.isDisjointFrom(keys)).flatMap((group) => [...group]);
  return [...apart, new Set(joined)];
}

function spansTheMap(operation: Operation): boolean {
  return operation.kind === 'read' || operation.kind === 'replace' || operation.answer !== undefined;
}
