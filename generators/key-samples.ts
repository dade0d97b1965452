/** Keys worth sending, whatever the contract: what it makes of them is asked of the contract. */
import type { Contract } from '../contracts/contract.ts';
import { keyClass, SPECIAL_NAMES, type KeyClass } from './classes.ts';
import { isHazardousKey, isLegalKey, isPackableKey, longestKey, mayRefuseCaseTwins } from './limits.ts';
import { perContract } from './per-contract.ts';

/** Families of keys that a prefix match, a nested store or a pattern match would confuse. */
const FAMILIES_OF_KEYS = ['a', 'a.b', 'a.b.c', 'ab', 'a_b', 'a-b', 'axb', 'a..b', '.a', 'a.', '-', '_', ':', 'a:b', 'a:b:c', 'a:', 'a-', 'a_', ':a', '_a', '-a', '--a', 'equal'];
const DIGITS = ['0', '1', '01', '10', '007', '255', '18446744073709551616'];
const SUFFIXES = ['a.json', 'a.xml', 'data.html', '.json'];
const CASE_TWINS = ['Case', 'case', 'CASE'];

/** Keys outside the usual alphabets, each of one class. */
const ODD_KEYS = [
  'a b', ' a', 'a ', 'a/b', 'a%b', '%61', 'a+b', 'a=b', 'a,b', 'a?b', 'a#b', 'a&b', 'a;b', '<a>', 'a"b', "a'b", 'a\\b', 'a~b', 'a@b', '$a', '{a}', '[a]', 'a*b',
  '\u00e9', '\u4e2d', 'e\u0301', '\u0130', '\u{1f600}', 'a\tb', 'a\0b', 'a\u007fb', '\ud800',
];

/** A legal key of exactly this many code points, recognisable by its length. */
export function keyOfLength(length: number): string {
  return `k${length}`.length <= length ? `k${length}`.padEnd(length, 'x') : 'q'.repeat(length);
}

/** Keys that differ in case only. */
export function caseTwins(contract: Contract): readonly string[] {
  return CASE_TWINS.filter((key) => isLegalKey(contract, key));
}

function plainKeys(contract: Contract): readonly string[] {
  const longest = longestKey(contract);
  const lengths = [keyOfLength(longest), keyOfLength(longest - 1), 'q'.repeat(64), 'q'.repeat(128)];
  return [...SPECIAL_NAMES, ...FAMILIES_OF_KEYS, ...DIGITS, ...SUFFIXES, ...lengths, ...(mayRefuseCaseTwins(contract) ? [] : CASE_TWINS)];
}

/** Every key that may travel in a packed map, without repetition; no two differ in case only where that may be refused. */
export const packableKeys: (contract: Contract) => readonly string[] = perContract((contract) =>
  [...new Set([...plainKeys(contract), ...ODD_KEYS])].filter((key) => isPackableKey(contract, key)));

/** Keys that a server may refuse, or is known to break on: each is sent alone. Empty and too long ones are near misses instead. */
export const lonelyKeys: (contract: Contract) => readonly string[] = perContract((contract) =>
  [...ODD_KEYS, '.', '..'].filter((key) => !isPackableKey(contract, key) && !isHazardousKey(contract, key)));

/** Keys for resources that may be disturbed: the contract's own, but those that could not be removed again, and trailing newlines. */
export function hazardousKeys(contract: Contract): readonly string[] {
  const { permanent } = contract.hazards;
  const keys = contract.hazards.keys.filter((key) => !permanent.includes(key));
  const longest = longestKey(contract);
  return [...new Set([...keys, 'a\n', `${keyOfLength(longest)}\n`, 'a\r\nb'])];
}

/** Reserved keys that a server may take for a field of the resource, and that do no lasting harm then. */
export function reservedKeys(contract: Contract): readonly string[] {
  return [...new Set([...SPECIAL_NAMES, 'name', 'id', 'status', 'size', 'checksum'])].filter((key) => keyClass(key, contract) === 'reserved' && !contract.hazards.keys.includes(key));
}

/** One packable key of every class, the first of each, for what is sent one by one. */
export function keyPerClass(contract: Contract, keys: readonly string[]): readonly string[] {
  const first = new Map<KeyClass, string>();
  for (const key of keys) if (!first.has(keyClass(key, contract))) first.set(keyClass(key, contract), key);
  return [...first.values()];
}
