/** Limits that a sentence states. */
import type { Sentence } from './model.ts';

/** A limit, in the words of JSON Schema. */
export interface Limit {
  readonly keyword: 'minLength' | 'maxLength' | 'pattern' | 'minimum' | 'maximum';
  readonly value: number | string;
  /** `bytes` where the sentence says so: JSON Schema counts characters. */
  readonly unit: 'characters' | 'bytes' | null;
  readonly sentence: Sentence;
}

const MAXIMUM = [
  /\bmaximum (?:length|size)\b.*?\bis (\d+) (?:unicode )?(characters?|bytes?|chars?)/i,
  /\b(?:a maximum of|at most|up to|no more than|not exceed|maximum of) (\d+) (?:unicode )?(characters?|bytes?|chars?)/i,
  /\b(?:can|may|must) (?:be|contain|have|consist of) (?:\d+\s*(?:-|–|to)\s*)(\d+) (?:unicode )?(characters?|bytes?|chars?)/i,
  /\b\d+\s*(?:-|–|to)\s*(\d+) (?:unicode )?(characters?|bytes?|chars?)/i,
  /\blimited to (\d+) (?:unicode )?(characters?|bytes?|chars?)/i,
];
const RANGE = /\b(\d+)\s*(?:-|–|to)\s*\d+ (?:unicode )?(?:characters?|bytes?|chars?)/i;
const NOT_EMPTY = /\b(?:cannot|can not|must not|may not|shall not) be (?:left )?(?:empty|blank)|\bnon-?empty\b|\bmust be at least (?:1|one) character/i;
const ALPHABET = /\b(?:can|may|must|should)(?: only)? (?:contain|consist of|include)s?(?: only)? (.+?)\.?$/i;

function unitOf(word: string): 'characters' | 'bytes' {
  return /^byte/i.test(word) ? 'bytes' : 'characters';
}

const RANGES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:letters?|alphabets?|alphabetic characters?|alphanumerics?|a-z|alphanumeric characters?)\b/i, 'A-Za-z'],
  [/\b(?:digits?|numbers?|numerals?|0-9|alphanumerics?|alphanumeric characters?)\b/i, '0-9'],
];

/** A character in a class of a regular expression. */
function inClass(character: string): string {
  return /[\\\]\-^]/.test(character) ? `\\${character}` : character;
}

/** The pattern that an enumeration of characters means; null when it is none. */
function alphabet(enumeration: string): string | null {
  const signs = [...enumeration.matchAll(/\((\S)\)/gu)].map(([, sign]) => inClass(sign!));
  const spaces = /\bspaces?\b/i.test(enumeration) ? ' ' : '';
  const ranges = RANGES.filter(([word]) => word.test(enumeration)).map(([, range]) => range);
  return ranges.length === 0 || (signs.length === 0 && !enumeration.includes(',') && !enumeration.includes(' and ')) ? null : `^[${ranges.join('')}${signs.join('')}${spaces}]*$`;
}

/** The limits that a sentence states; none for most sentences. */
export function limitsOf(sentence: Sentence): readonly Limit[] {
  const { text } = sentence;
  const limits: Limit[] = [];
  const match = MAXIMUM.map((pattern) => pattern.exec(text)).find((found) => found !== null);
  if (match !== undefined && match !== null) limits.push({ keyword: 'maxLength', value: Number(match[1]), unit: unitOf(match[2]!), sentence });
  const range = RANGE.exec(text);
  if (range !== null) limits.push({ keyword: 'minLength', value: Number(range[1]), unit: 'characters', sentence });
  else if (NOT_EMPTY.test(text)) limits.push({ keyword: 'minLength', value: 1, unit: null, sentence });
  const characters = ALPHABET.exec(text);
  const pattern = characters === null ? null : alphabet(characters[1]!);
  if (pattern !== null) limits.push({ keyword: 'pattern', value: pattern, unit: null, sentence });
  return limits;
}
