/**
 * JSON as the reference cloud holds it: objects are Maps, so that `__proto__` is a plain name, digits keep their place and nothing is inherited.
 */
import { parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { pointerTokens } from '../../contracts/json-pointer.ts';
import type { JsonPointer } from '../../contracts/contract.ts';

/** A JSON object: its members in order. */
export type JsonMap = Map<string, Json>;

/** A JSON value; see {@link JsonMap} for objects. */
export type Json = null | boolean | number | string | readonly Json[] | ReadonlyMap<string, Json>;

/** Whether a value is a JSON object. */
export function isMap(value: Json | undefined): value is ReadonlyMap<string, Json> {
  return value instanceof Map;
}

function fromNode(node: Node): Json {
  if (node.type === 'array') return (node.children ?? []).map(fromNode);
  if (node.type !== 'object') return node.value as Json;
  // Of members with one name the last wins, as in Python's json module.
  return new Map((node.children ?? []).map((property) => [property.children![0]!.value as string, fromNode(property.children![1]!)]));
}

/**
 * Parse a JSON text, strictly by RFC 8259; of duplicate members the last one wins.
 * @throws SyntaxError when it is no JSON text, RangeError when it is nested too deeply to be walked.
 */
export function parseJson(text: string): Json {
  // JSON.parse judges the syntax; the tree keeps what its objects would lose.
  JSON.parse(text);
  return fromNode(parseTree(text)!);
}

/** The JSON text of a value. */
export function writeJson(value: Json): string {
  if (isMap(value)) return `{${[...value].map(([name, member]) => `${JSON.stringify(name)}: ${writeJson(member)}`).join(', ')}}`;
  if (Array.isArray(value)) return `[${value.map(writeJson).join(', ')}]`;
  return JSON.stringify(value);
}

/** A value for people: text as it stands, all else as JSON. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : writeJson(value ?? null);
}

/** Plain data with own properties only, for JSON Schema validators and JSON Pointers. */
export function toPlain(value: Json): unknown {
  if (isMap(value)) {
    const plain: Record<string, unknown> = {};
    for (const [name, member] of value) Object.defineProperty(plain, name, { value: toPlain(member), enumerable: true, configurable: true, writable: true });
    return plain;
  }
  return Array.isArray(value) ? value.map(toPlain) : value;
}

/** Maps from plain data: what {@link toPlain} undoes. */
export function fromPlain(value: unknown): Json {
  if (Array.isArray(value)) return value.map(fromPlain);
  if (typeof value === 'object' && value !== null) return new Map(Object.entries(value).map(([name, member]) => [name, fromPlain(member)]));
  return value as Json;
}

/** The value at a JSON Pointer, or `undefined`. */
export function valueAt(root: Json | undefined, pointer: JsonPointer): Json | undefined {
  let here = root;
  for (const token of pointerTokens(pointer)) here = isMap(here) ? here.get(token) : undefined;
  return here;
}

/** A copy of `root` with the value at a JSON Pointer set; members on the way are made where they are missing. */
export function withValueAt(root: Json | undefined, pointer: JsonPointer, value: Json): Json {
  return place(root, pointerTokens(pointer), value);
}

function place(root: Json | undefined, tokens: readonly string[], value: Json): Json {
  const [token, ...rest] = tokens;
  if (token === undefined) return value;
  const members = isMap(root) ? root : new Map<string, Json>();
  return new Map(members).set(token, place(members.get(token), rest, value));
}

/** Whether every string in a value, names included, can be written as UTF-8. */
export function isWellFormed(value: Json): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (isMap(value)) return [...value].every(([name, member]) => name.isWellFormed() && isWellFormed(member));
  return Array.isArray(value) ? value.every(isWellFormed) : true;
}
