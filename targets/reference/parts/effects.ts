/** What the four writing effects make of a stored map. Pure. */
import type { Held } from '../parts.ts';
import type { Metadata } from '../store.ts';

/** What was sent joins what was there; null takes a key away where the contract lets it. */
export function merge({ before, sent }: Held): Metadata {
  const after = new Map(before);
  for (const [key, value] of sent) {
    if (value === null) after.delete(key);
    else after.set(key, value);
  }
  return after;
}

/** What was sent, and nothing else. */
export function replace({ sent }: Held): Metadata {
  return new Map(sent);
}

/** The item of the URL gets the value sent for it. */
export function upsert({ before, sent, key }: Held): Metadata {
  const value = key === null ? undefined : sent.get(key);
  return key === null || value === undefined ? before : new Map(before).set(key, value);
}

/** The item of the URL goes. */
export function remove({ before, key }: Held): Metadata {
  return new Map([...before].filter(([name]) => name !== key));
}
