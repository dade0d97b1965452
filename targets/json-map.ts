/** A stored map as read from an answer: what the recorder compares to know when a state is reached. It judges nothing. */
import type { JsonPointer } from '../contracts/contract.ts';
import { resolvePointer } from '../contracts/json-pointer.ts';
import type { Entry, JsonValue } from '../generators/plan.ts';

export type JsonMap = ReadonlyMap<string, JsonValue>;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a body; null when it is not well-formed UTF-8. */
export function textOf(body: Uint8Array): string | null {
  try {
    return utf8.decode(body);
  } catch {
    return null;
  }
}

/** The JSON value of a body; undefined when it is none. */
export function jsonOf(body: Uint8Array): unknown {
  const text = textOf(body);
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The map at a pointer of a body; null when there is none. */
export function mapAt(body: Uint8Array, pointer: JsonPointer): JsonMap | null {
  const value = resolvePointer(jsonOf(body), pointer);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return new Map(Object.entries(value as Record<string, JsonValue>));
}

/** Whether a body holds nothing where a map should be: null, or an empty list. */
export function isEmptyAt(body: Uint8Array, pointer: JsonPointer): boolean {
  const value = resolvePointer(jsonOf(body), pointer);
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** Whether two values are the same JSON. */
export function sameValue(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true;
  try {
    return JSON.stringify(left) === JSON.stringify(right);
  } catch {
    // Nested too deeply to be written: nothing we send is.
    return false;
  }
}

/** Keys in which two maps differ. */
export function differingKeys(left: JsonMap, right: JsonMap): readonly string[] {
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys].filter((key) => !left.has(key) || !right.has(key) || !sameValue(left.get(key), right.get(key)));
}

/** A map from entries; of duplicates the last one stays. */
export function mapOf(entries: readonly Entry[]): JsonMap {
  return new Map(entries);
}
