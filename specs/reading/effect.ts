/** The sequential model of a metadata map: what a request does to it when it is accepted. */
import type { Effect } from '../../contracts/contract.ts';
import type { JsonValue } from '../../generators/plan.ts';

export type StoredMap = ReadonlyMap<string, JsonValue>;

/** The map after a request; the same map where the request leaves it alone. */
export function applyEffect(before: StoredMap, effect: Effect, sent: StoredMap | null, key: string | null, nullMeans: 'removes' | 'invalid'): StoredMap {
  switch (effect) {
    case 'read':
      return before;
    case 'remove':
      return new Map([...before].filter(([name]) => name !== key));
    case 'replace':
      return new Map(sent ?? before);
    case 'merge': case 'upsert': {
      const after = new Map(before);
      for (const [name, value] of sent ?? []) {
        if (value === null && nullMeans === 'removes') after.delete(name);
        else after.set(name, value);
      }
      return after;
    }
    default:
      return effect satisfies never;
  }
}

/** Whether two JSON values are the same, members in any order. */
export function sameValue(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  return left.length === Object.keys(b).length && left.every(([name, value]) => Object.hasOwn(b, name) && sameValue(value, (b as Record<string, JsonValue>)[name]));
}

/** Whether two maps hold the same pairs. */
export function sameMap(a: StoredMap, b: StoredMap): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.has(key) && sameValue(value, b.get(key)));
}
