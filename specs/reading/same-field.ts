/** Compares members of a resource as two views showed them. */
import type { JsonValue } from '../../generators/plan.ts';
import { FOREIGN_PREFIX } from './body.ts';

function sameItems(a: readonly JsonValue[], b: readonly JsonValue[]): boolean {
  const left = [...b];
  return a.length === b.length && a.every((item) => {
    const at = left.findIndex((other) => sameField(item, other));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** Whether two members hold the same: objects in any order of their members, and arrays in any order too, since no view promises one. */
export function sameField(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return sameItems(a as readonly JsonValue[], b as readonly JsonValue[]);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) || Array.isArray(b)) return a === b;
  const [left, right] = [a as Readonly<Record<string, JsonValue>>, b as Readonly<Record<string, JsonValue>>];
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => Object.hasOwn(right, name) && sameField(left[name], right[name]));
}

/** Whether the recorder has put something else in the place of a part of a value: what it was nobody can tell any more. */
export function isMasked(value: JsonValue | undefined): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, member]) => name.startsWith(FOREIGN_PREFIX) || isMasked(member));
}
