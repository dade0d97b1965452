/** JSON Pointers (RFC 6901) into plain data. */
import type { JsonPointer } from './contract.ts';

function unescape(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** One reference token as it stands inside a pointer. */
export function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The reference tokens of a pointer, unescaped. */
export function pointerTokens(pointer: JsonPointer): readonly string[] {
  return pointer === '' ? [] : pointer.slice(1).split('/').map(unescape);
}

/** The value at a pointer, or `undefined` when any part of the way is missing. Own properties only: `__proto__` is a plain name. */
export function resolvePointer(root: unknown, pointer: JsonPointer): unknown {
  let here: unknown = root;
  for (const token of pointerTokens(pointer)) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, token)) return undefined;
    here = (here as Record<string, unknown>)[token];
  }
  return here;
}
