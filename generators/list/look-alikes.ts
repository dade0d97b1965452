/** Values that a store may take for the same, so that the second is not written: by a comparison of a database, of an object mapper, of a number. */
import type { Contract } from '../../contracts/contract.ts';
import { isPackableValue } from '../limits.ts';
import type { Entry } from '../plan.ts';

/** A key with two values that are equal to somebody who does not look closely: case, padding, number, accent, truth. */
const PAIRS: readonly (readonly [key: string, first: string, second: string])[] = [
  ['alike-case', 'value', 'Value'], ['alike-padding', 'v', 'v '], ['alike-number', '1', '01'], ['alike-fraction', '1.0', '1.00'], ['alike-accent', '\u00e9', 'e\u0301'], ['alike-truth', 'true', 'True'],
];

/** A value that a store may take for another one: of other case, with a zero before it, with a space behind it. */
export function lookAlikeOf(contract: Contract, value: string): string {
  const swapped = value.replaceAll(/[a-z]/gi, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()));
  const candidates = [swapped, `0${value}`, `${value} `].slice(swapped !== value ? 0 : /^\d/.test(value) ? 1 : 2);
  return candidates.find((candidate) => isPackableValue(contract, candidate)) ?? 'another';
}

/** The pairs that a contract allows, in their first or their second form. */
export function lookAlikes(contract: Contract, form: 'first' | 'second'): readonly Entry[] {
  return PAIRS.filter(([, ...values]) => values.every((value) => isPackableValue(contract, value))).map(([key, first, second]): Entry => [key, form === 'first' ? first : second]);
}
