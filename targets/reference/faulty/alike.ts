/** Keys that a careless store takes for the same, and maps that are the same. */
import type { Metadata } from '../store.ts';

/** Same but for the case of letters. */
export function isCaseTwin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Same items, whatever their order. */
export function isSameMap(one: Metadata, other: Metadata): boolean {
  return one.size === other.size && [...one].every(([key, value]) => other.has(key) && other.get(key) === value);
}

/** Whether a key matches another in which each underscore stands for any character, as in SQL's LIKE. */
export function isLike(key: string, pattern: string): boolean {
  return key.length === pattern.length && [...pattern].every((character, index) => character === '_' || character === key[index]);
}
