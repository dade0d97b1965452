/** Values worth sending, whatever the contract. */
import type { Contract } from '../contracts/contract.ts';
import { valueClass, type ValueClass } from './classes.ts';
import { isPackableValue, longestValue } from './limits.ts';
import { perContract } from './per-contract.ts';

const LOOK_ALIKES = [
  '1', '01', '0', '-0', '1.0', '1.10', '+1', '1_000', '1e3', '1E3', '0x10', 'NaN', 'Infinity', '18446744073709551616', 'true', 'false', 'False', 'yes', 'no', 'on', 'null', 'None', 'nil', 'undefined', '~',
  '2013-08-18T12:17:55', '2013-08-18', '2013-08-18T12:17:55.000+02:00', '{}', '[]', '{"a":"b"}', '["a"]', '"quoted"',
];
const MARKUP = ['https://host.example/a/b?c=d&e=f#g', '<b>&amp;</b>', '%41', '%', 'a+b', '\\u0041', '\\', '"', "'", 'a&b', '${x}', '{{x}}', '%(x)s'];
const SPACES = [' ', '  ', ' a', 'a ', ' a b ', '\u00a0a', 'a\u3000'];
const UNICODE = ['\u00e9', 'e\u0301', '\u4e2d\u6587', '\u212b', '\ufb01', '\u05d0\u05d1', '\u202eabc', '\u0130', '\u00df', '\ufeffa', '\u200d', '\ufffd'];

/** 255 of them still fit a body of common size limits. */
const ASTRAL = '\u{1f600}';

/** Every value that may travel in a packed map, without repetition. */
export const packableValues: (contract: Contract) => readonly string[] = perContract((contract) => {
  const longest = longestValue(contract);
  const long = ['x'.repeat(longest), 'x'.repeat(longest - 1), '\u00e9'.repeat(longest), '\u4e2d'.repeat(longest)];
  return [...new Set(['', ...LOOK_ALIKES, ...MARKUP, ...SPACES, ...UNICODE, ...long])].filter((value) => isPackableValue(contract, value));
});

/**
 * Values that a server may refuse or is known to break on: each is sent alone. The astral ones stand together, short and longest, so that a limit
 * counted in other units than code points shows within one trace.
 */
export function lonelyValues(contract: Contract): readonly string[] {
  const longest = longestValue(contract);
  return [ASTRAL, ASTRAL.repeat(longest), '\ud800', 'a\0b', 'a\nb', '\t'];
}

/** One value of every class, the first of each, for what is sent one by one. */
export function valuePerClass(contract: Contract, values: readonly string[]): readonly string[] {
  const first = new Map<ValueClass, string>();
  for (const value of values) if (!first.has(valueClass(value, contract))) first.set(valueClass(value, contract), value);
  return [...first.values()];
}
