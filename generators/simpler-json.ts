/** Simpler values for a JSON value, without knowing how it came about: what lets a value be shrunk that nobody here generated. */
import type { JsonValue } from './plan.ts';

/** Characters of a text, by code point, so that no pair of surrogates is torn. */
function characters(text: string): readonly string[] {
  return Array.from(text);
}

/** The list without each run of a half, a quarter, and so on down to single elements. */
export function* withoutRuns<T>(list: readonly T[]): Iterable<readonly T[]> {
  for (let size = list.length; size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < list.length; from += size) yield [...list.slice(0, from), ...list.slice(from + size)];
  }
}

/** Simpler texts: shorter ones first, then ones of the same length with more `a` in them. */
export function* simplerText(text: string): Iterable<string> {
  const list = characters(text);
  for (const shorter of withoutRuns(list)) yield shorter.join('');
  for (const [index, character] of list.entries()) {
    if (character !== 'a') yield [...list.slice(0, index), 'a', ...list.slice(index + 1)].join('');
  }
}

function* simplerNumber(value: number): Iterable<number> {
  if (value === 0) return;
  yield 0;
  if (value < 0) yield -value;
  for (let step = Math.trunc(value / 2); step !== 0; step = Math.trunc(step / 2)) yield Math.trunc(value) - step;
}

function* simplerList(list: readonly JsonValue[]): Iterable<JsonValue> {
  yield* withoutRuns(list);
  for (const [index, item] of list.entries()) {
    for (const simpler of simplerJson(item)) yield [...list.slice(0, index), simpler, ...list.slice(index + 1)];
  }
}

function* simplerObject(value: { readonly [key: string]: JsonValue }): Iterable<JsonValue> {
  const members = Object.entries(value);
  for (const fewer of withoutRuns(members)) yield Object.fromEntries(fewer);
  for (const [index, [key, member]] of members.entries()) {
    const replaced = (pair: readonly [string, JsonValue]): JsonValue => Object.fromEntries([...members.slice(0, index), pair, ...members.slice(index + 1)]);
    for (const simpler of simplerJson(member)) yield replaced([key, simpler]);
    for (const simpler of simplerText(key)) if (!Object.hasOwn(value, simpler)) yield replaced([simpler, member]);
  }
}

/** Simpler values of the same type, most aggressive first; each is smaller by {@link jsonSize}. Nothing for null, booleans and what is smallest. */
export function* simplerJson(value: JsonValue): Iterable<JsonValue> {
  if (typeof value === 'string') yield* simplerText(value);
  else if (typeof value === 'number') yield* simplerNumber(value);
  else if (Array.isArray(value)) yield* simplerList(value as readonly JsonValue[]);
  else if (typeof value === 'object' && value !== null) yield* simplerObject(value as { readonly [key: string]: JsonValue });
}

function textSize(text: string): number {
  return characters(text).reduce((sum, character) => sum + (character === 'a' ? 2 : 3), 0);
}

/** A measure of a JSON value under which each value of {@link simplerJson} is smaller than its origin: characters weigh 3, `a` 2, a negative sign 1. */
export function jsonSize(value: JsonValue): number {
  if (typeof value === 'string') return textSize(value);
  if (typeof value === 'number') return Math.abs(value) + (value < 0 ? 1 : 0);
  if (Array.isArray(value)) return (value as readonly JsonValue[]).reduce<number>((sum, item) => sum + 1 + jsonSize(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, member]) => sum + 1 + textSize(key) + jsonSize(member), 0);
}
