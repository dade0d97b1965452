/** Bodies of recorded requests and answers, read without loss: bytes, text, JSON and duplicate members. */
import { parseTree, type Node } from 'jsonc-parser';
import type { JsonPointer } from '../../contracts/contract.ts';
import { pointerTokens, resolvePointer } from '../../contracts/json-pointer.ts';
import type { JsonValue } from '../../generators/plan.ts';
import type { Body } from '../../targets/trace.ts';
import { isTooDeep } from '../../contracts/nesting.ts';

/** What a body turned out to be. */
export type ReadBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'not-utf8' }
  | { readonly kind: 'not-json'; readonly text: string }
  | { readonly kind: 'json'; readonly text: string; readonly value: JsonValue; readonly bom: boolean };

/** Reserved beginning of the names under which the recorder masks foreign keys. */
export const FOREIGN_PREFIX = '\u0000foreign-';

/** Number of bytes on the wire. */
export function bodyBytes(body: Body | null): number {
  if (body === null) return 0;
  return body.base64 === undefined ? Buffer.byteLength(body.text ?? '') : Buffer.from(body.base64, 'base64').length;
}

/** Read a body as JSON; a leading byte order mark is noted and passed over. */
export function readBody(body: Body | null): ReadBody {
  if (body === null || (body.text === undefined && body.base64 === undefined) || body.text === '') return { kind: 'none' };
  if (body.base64 !== undefined) return { kind: 'not-utf8' };
  const text = body.text ?? '';
  const bom = text.startsWith('\ufeff');
  if (isTooDeep(text)) return { kind: 'not-json', text };
  try {
    return { kind: 'json', text, bom, value: JSON.parse(bom ? text.slice(1) : text) as JsonValue };
  } catch {
    return { kind: 'not-json', text };
  }
}

/** The pairs of the map at a pointer of a JSON value, or null where there is no object. Foreign keys are left out. */
export function mapAt(value: JsonValue, pointer: JsonPointer): ReadonlyMap<string, JsonValue> | null {
  const map = resolvePointer(value, pointer);
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return null;
  return new Map(Object.entries(map as Record<string, JsonValue>).filter(([key]) => !key.startsWith(FOREIGN_PREFIX)));
}

/** How many foreign keys the map at a pointer holds. */
export function foreignKeysAt(value: JsonValue, pointer: JsonPointer): number {
  const map = resolvePointer(value, pointer);
  if (typeof map !== 'object' || map === null) return 0;
  return Object.keys(map).filter((key) => key.startsWith(FOREIGN_PREFIX)).length;
}

function memberNames(object: Node): readonly string[] {
  return (object.children ?? []).map((property) => String(property.children?.[0]?.value));
}

function duplicatesIn(node: Node | undefined): readonly string[] {
  if (node === undefined) return [];
  const own = node.type === 'object' ? memberNames(node) : [];
  const repeated = own.filter((name, index) => own.indexOf(name) !== index);
  return [...repeated, ...(node.children ?? []).flatMap(duplicatesIn)];
}

/** Names that occur twice in one object anywhere in a JSON text, which JSON.parse hides. */
export function duplicateMembers(text: string): readonly string[] {
  // A name that stands once in the text cannot be there twice: most bodies need no tree.
  return duplicatesIn(parseTree(text.startsWith('\ufeff') ? text.slice(1) : text));
}

/** Whether the object at a pointer's parent has the pointer's last member at all (null included). */
export function hasMember(value: JsonValue, pointer: JsonPointer): boolean {
  const tokens = pointerTokens(pointer);
  const last = tokens.at(-1);
  if (last === undefined) return true;
  const parent = resolvePointer(value, pointer.slice(0, pointer.lastIndexOf('/')));
  return typeof parent === 'object' && parent !== null && Object.hasOwn(parent, last);
}
