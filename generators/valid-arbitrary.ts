/** Arbitraries that give only valid values and shrink any valid value, generated here or not. */
import * as fc from 'fast-check';
import type { JsonValue } from './plan.ts';
import { simplerJson } from './simpler-json.ts';

/** How often a source may miss before it counts as unable to hit. */
const MAX_ATTEMPTS = 1_000;

/** No value of a schema could be generated: the schema contradicts itself, or says more than the generator understands. */
export class UnsatisfiableSchemaError extends Error {
  override readonly name = 'UnsatisfiableSchemaError';
}

/** A source filtered by validity, with shrinking that needs no context. */
class ValidArbitrary<T extends JsonValue> extends fc.Arbitrary<T> {
  readonly #source: fc.Arbitrary<T>;
  readonly #isValid: (value: unknown) => boolean;
  readonly #what: string;

  constructor(source: fc.Arbitrary<T>, isValid: (value: unknown) => boolean, what: string) {
    super();
    this.#source = source;
    this.#isValid = isValid;
    this.#what = what;
  }

  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<T> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const { value } = this.#source.generate(random, biasFactor);
      if (this.#isValid(value)) return new fc.Value(value, undefined);
    }
    throw new UnsatisfiableSchemaError(
      `No valid value for ${this.#what} in ${MAX_ATTEMPTS} attempts. Its keywords must be satisfiable together; write its pattern as one repeated character class, or loosen it.`,
    );
  }

  override canShrinkWithoutContext(value: unknown): value is T {
    return this.#isValid(value);
  }

  override shrink(value: T): fc.Stream<fc.Value<T>> {
    const valid = fc.stream(simplerJson(value)[Symbol.iterator]() as IterableIterator<JsonValue>).filter((simpler) => this.#isValid(simpler));
    return valid.map((simpler) => new fc.Value(simpler as T, undefined));
  }
}

/**
 * An arbitrary of those values of a source that are valid; any valid value can be shrunk, to valid values only.
 * @param what names the schema in the error.
 * @throws UnsatisfiableSchemaError while generating, when the source gives no valid value.
 */
export function validArbitrary<T extends JsonValue>(source: fc.Arbitrary<T>, isValid: (value: unknown) => boolean, what: string): fc.Arbitrary<T> {
  return new ValidArbitrary(source, isValid, what);
}
