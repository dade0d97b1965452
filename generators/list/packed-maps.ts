/** Packed maps: all that must be accepted, in as few requests as the item limit allows. */
import type { Contract, JsonSchema } from '../../contracts/contract.ts';
import { resolvePointer } from '../../contracts/json-pointer.ts';
import { keyOfLength, keyPerClass, packableKeys } from '../key-samples.ts';
import { isEmptiedAtOnce, longestKey, longestValue, packSize } from '../limits.ts';
import type { PlanContext } from '../plan-context.ts';
import type { Entry } from '../plan.ts';
import { packableValues, valuePerClass } from '../value-samples.ts';

/** Bytes of a packed body, at most: below every request size limit in common use. */
const MAX_BYTES = 100_000;

/** One length in so many, where each item that was sent costs a request to be removed again. */
const SAMPLED_EVERY = 16;

/** Maps that the classes, and the lengths, may take: under a small item limit they would else leave no requests for anything but themselves. */
const CLASS_MAPS = 12;
const LENGTH_MAPS = 8;

function byteLength([key, value]: Entry): number {
  return Buffer.byteLength(JSON.stringify([key, value]));
}

/** Fill maps in turn, each up to the count and the bytes it may have. */
function filled(entries: readonly Entry[], size: number): readonly (readonly Entry[])[] {
  const maps: Entry[][] = [[]];
  let bytes = 0;
  for (const entry of entries) {
    const last = maps.at(-1) as Entry[];
    const full = last.length >= size || bytes + byteLength(entry) > MAX_BYTES;
    if (full) maps.push([entry]);
    else last.push(entry);
    bytes = full ? byteLength(entry) : bytes + byteLength(entry);
  }
  return maps;
}

/**
 * Every class and, as far as maps of this size hold them, every special name; a key that is not plain has a plain value and the other way round, so that a culprit is
 * evident.
 */
function classEntries(contract: Contract, size: number): readonly Entry[] {
  const [keys, values] = [packableKeys(contract), packableValues(contract)];
  const byKey = keys.map((key, index): Entry => [key, key === 'equal' ? key : `of-key-${index}`]);
  const byValue = values.map((value, index): Entry => [`value-${index}`, value]);
  const all = [...byKey, ...byValue];
  if (all.length <= CLASS_MAPS * size) return all;
  const [firstKeys, firstValues] = [new Set(keyPerClass(contract, keys)), new Set(valuePerClass(contract, values))];
  const firsts = new Set([...byKey.filter(([key]) => firstKeys.has(key)), ...byValue.filter(([, value]) => firstValues.has(value as string))]);
  return [...firsts, ...all.filter((entry) => !firsts.has(entry))].slice(0, Math.max(CLASS_MAPS * size, firsts.size));
}

/** Every length of key and of value but the ends, which are classes of their own, as far as maps of this size hold them: short keys with long values, so that all bodies are of a size. */
function lengthEntries(contract: Contract, size: number): readonly Entry[] {
  const [keys, values] = [longestKey(contract), longestValue(contract)];
  const [least, steps] = [Number((resolvePointer(contract.openapi, contract.valueSchema) as JsonSchema)['minLength'] ?? 0), Math.max(keys - 1, 1)];
  // Where values may be longer than keys, their lengths are spread over what they may have.
  const lengthOf = (index: number): number => Math.max(least, Math.round(((values - 1) * (steps - index)) / steps));
  const all = Array.from({ length: keys - 1 }, (_, index): Entry => [keyOfLength(index + 1), 'v'.repeat(lengthOf(index))]);
  const every = isEmptiedAtOnce(contract) ? Math.ceil(all.length / (LENGTH_MAPS * size)) : SAMPLED_EVERY;
  return all.filter((_, index) => (index + 1) % every === 0);
}

/** A map and what it carries: every class, or every length. */
export interface PackedMap {
  readonly carries: 'classes' | 'lengths';
  readonly entries: readonly Entry[];
}

/** All maps that a contract must take at a place, each within its item limit; those with the classes come first. */
export function packedMaps(contract: Contract, context: PlanContext): readonly PackedMap[] {
  const size = packSize(contract, context);
  const maps = (carries: PackedMap['carries'], entries: readonly Entry[]): readonly PackedMap[] => filled(entries, size).map((each) => ({ carries, entries: each }));
  return [...maps('classes', classEntries(contract, size)), ...maps('lengths', lengthEntries(contract, size))];
}
