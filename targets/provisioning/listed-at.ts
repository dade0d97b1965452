import type { JsonPointer } from '../../contracts/contract.ts';
import { resolvePointer } from '../../contracts/json-pointer.ts';

/** The objects of a list in an answer; none when there is no list. */
export function listedAt(json: unknown, pointer: JsonPointer): readonly Readonly<Record<string, unknown>>[] {
  const list = resolvePointer(json, pointer);
  if (!Array.isArray(list)) return [];
  return list.filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null);
}
