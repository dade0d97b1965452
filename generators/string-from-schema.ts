/** Strings of a JSON Schema: lengths in code points, patterns with the `u` flag. */
import * as fc from 'fast-check';
import type { JsonSchema } from '../contracts/contract.ts';

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

/**
 * Strings for a schema of type `string`. What a pattern of another form than one repeated class gives is not held to the lengths:
 * the caller filters.
 */
export function stringFromSchema(schema: JsonSchema): fc.Arbitrary<string> {
  const lengths = lengthsOf(schema);
  const pattern = schema['pattern'];
  if (typeof pattern !== 'string') return fc.oneof(ofUnits(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }), lengths), ofUnits(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), lengths));
  const repeated = REPEATED_CLASS.exec(pattern);
  if (repeated === null) return fc.stringMatching(new RegExp(pattern, 'u'));
  const { min, max } = repetition(repeated);
  return ofUnits(fc.stringMatching(new RegExp(`^${repeated[1]}$`, 'u')), { min: Math.max(min, lengths.min), max: Math.min(max, lengths.max) });
}
