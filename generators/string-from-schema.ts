/** Strings of a JSON Schema: lengths in code points, patterns with the `u` flag. */
import * as fc from 'fast-check';
import type { JsonSchema } from '../contracts/contract.ts';
import { anyCharacter } from './any-character.ts';

/** Longest string made where a schema sets no limit. */
const DEFAULT_MAX_LENGTH = 300;

/** A pattern that is one character class, repeated: the form whose lengths can be chosen freely. */
const REPEATED_CLASS = /^\^(\[(?:\\.|[^\]\\])+\]|\\[wdp](?:\{[^}]*\})?)(\*|\+|\{(\d+)(?:,(\d*))?\})\$$/u;

interface Lengths {
  readonly min: number;
  readonly max: number;
}

function lengthsOf(schema: JsonSchema): Lengths {
  const min = Number(schema['minLength'] ?? 0);
  const max = Number(schema['maxLength'] ?? Math.max(DEFAULT_MAX_LENGTH, min));
  return { min, max };
}

function repetition(match: RegExpExecArray): Lengths {
  const [, , quantifier, from, to] = match;
  if (quantifier === '*') return { min: 0, max: Number.POSITIVE_INFINITY };
  if (quantifier === '+') return { min: 1, max: Number.POSITIVE_INFINITY };
  return { min: Number(from), max: to === undefined ? Number(from) : to === '' ? Number.POSITIVE_INFINITY : Number(to) };
}

/** Strings of units (one code point each) of every length: short, longest and anything between, equally often. */
function ofUnits(unit: fc.Arbitrary<string>, { min, max }: Lengths): fc.Arbitrary<string> {
  const short = Math.min(max, min + 8);
  return fc.oneof(
    fc.string({ unit, minLength: min, maxLength: short, size: 'max' }),
    fc.string({ unit, minLength: min, maxLength: max, size: 'max' }),
    fc.string({ unit, minLength: Math.max(min, max - 1), maxLength: max, size: 'max' }),
  );
}

/** Code points that are tried one by one: Latin and its extensions. */
const LISTED_CODE_POINTS = 0x250;

/** Characters of other scripts and planes: a class that has none of them is taken to end with the listed ones. */
const PROBES = ['\u0416', '\u4e2d', '\ufb01', '\u{1f600}'];

const knownCharacters = new Map<string, fc.Arbitrary<string>>();

/** The characters of a class; made once for each, since going through all of Unicode takes its time. */
function charactersOf(source: string): fc.Arbitrary<string> {
  const known = knownCharacters.get(source) ?? readCharacters(source);
  knownCharacters.set(source, known);
  return known;
}

/** The characters of a class, one at a time. fast-check's own reader of patterns is asked only for classes far from Latin: it does not know every escape. */
function readCharacters(source: string): fc.Arbitrary<string> {
  const pattern = new RegExp(`^${source}$`, 'u');
  const listed = Array.from({ length: LISTED_CODE_POINTS }, (_, codePoint) => String.fromCodePoint(codePoint)).filter((character) => pattern.test(character));
  const reachesFurther = PROBES.some((character) => pattern.test(character));
  if (listed.length === 0) return fc.stringMatching(pattern);
  if (!reachesFurther) return fc.constantFrom(...listed);
  return fc.oneof(fc.constantFrom(...listed), anyCharacter.filter((character) => pattern.test(character)));
}

/**
 * Strings for a schema of type `string`. What a pattern of another form than one repeated class gives is not held to the lengths:
 * the caller filters.
 */
export function stringFromSchema(schema: JsonSchema): fc.Arbitrary<string> {
  const lengths = lengthsOf(schema);
  const pattern = schema['pattern'];
  if (typeof pattern !== 'string') return fc.oneof(ofUnits(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }), lengths), ofUnits(anyCharacter, lengths));
  const repeated = REPEATED_CLASS.exec(pattern);
  if (repeated === null) return fc.stringMatching(new RegExp(pattern, 'u'));
  const { min, max } = repetition(repeated);
  return ofUnits(charactersOf(repeated[1] as string), { min: Math.max(min, lengths.min), max: Math.min(max, lengths.max) });
}
