/** Arbitraries of values that a contract must take. */
import * as fc from 'fast-check';
import type { Contract } from '../contracts/contract.ts';
import { fromSchema } from './from-schema.ts';
import { isPackableValue, longestValue } from './limits.ts';
import { perContract } from './per-contract.ts';
import { packableValues } from './value-samples.ts';

/** Values so few that the same one is often written twice. */
const REPEATING = ['1', '2', '', 'v'];

/** Values of every legal length. */
export function valuesOfAnyLength(contract: Contract): fc.Arbitrary<string> {
  const unit = fc.constantFrom('x', '\u00e9', '\u4e2d');
  return fc.tuple(fc.integer({ min: 0, max: longestValue(contract) }), unit).map(([length, character]) => character.repeat(length));
}

/** Legal values without risk, spread over the classes: ones that repeat, samples of every class, every length, anything the schema allows. */
export const validValues: (contract: Contract) => fc.Arbitrary<string> = perContract((contract) => {
  const anything = (fromSchema(contract, contract.valueSchema) as fc.Arbitrary<string>).filter((value) => isPackableValue(contract, value));
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...REPEATING) },
    { weight: 2, arbitrary: fc.constantFrom(...packableValues(contract)) },
    { weight: 1, arbitrary: valuesOfAnyLength(contract) },
    { weight: 1, arbitrary: anything },
  ).filter((value) => isPackableValue(contract, value));
});
