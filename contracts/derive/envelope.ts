/** Where the map sits in a body. */
import type { JsonPointer } from '../contract.ts';
import { escapeToken } from '../json-pointer.ts';
import { isObject } from '../plain-object.ts';
import type { PlainObject } from '../plain-object.ts';

/** Names under which APIs keep maps of their users. */
const MAP_NAME = /^(?:meta|metadata|metadatas|metadata_item|.*extra_?specs?|properties|labels|annotations|attributes|user_?data|settings|vars|tags)$/i;

function isFlat(value: PlainObject): boolean {
  return Object.values(value).every((member) => member === null || typeof member !== 'object');
}

/** Whether a name is one under which maps are kept. */
export function isMapName(name: string): boolean {
  return MAP_NAME.test(name.replace(/^os-/, '').replaceAll('-', '_'));
}

function search(value: unknown, pointer: JsonPointer, depth: number): JsonPointer | null {
  if (!isObject(value) || depth > 3) return null;
  const named = Object.entries(value).find(([name, member]) => isMapName(name) && isObject(member) && isFlat(member));
  if (named !== undefined) return `${pointer}/${escapeToken(named[0])}`;
  for (const [name, member] of Object.entries(value)) {
    const found = search(member, `${pointer}/${escapeToken(name)}`, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/**
 * Pointer of the map in an example body: the first flat object under a name for maps; else, for an item, the body itself when it is one pair, or
 * the only member when that is one pair. Null: there is none.
 */
export function envelopeOf(body: unknown, on: 'map' | 'item'): JsonPointer | null {
  const named = search(body, '', 0);
  if (named !== null || on === 'map' || !isObject(body)) return named;
  const [only] = Object.entries(body);
  if (only === undefined || Object.keys(body).length !== 1) return null;
  if (isObject(only[1])) return isFlat(only[1]) && Object.keys(only[1]).length === 1 ? `/${escapeToken(only[0])}` : null;
  return typeof only[1] === 'object' ? null : '';
}
