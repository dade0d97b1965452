/** Arbitraries of keys that a contract must take. */
import * as fc from 'fast-check';
import type { Contract } from '../contracts/contract.ts';
import { SPECIAL_NAMES } from './classes.ts';
import { fromSchema } from './from-schema.ts';
import { keyOfLength, packableKeys } from './key-samples.ts';
import { isPackableKey, longestKey, mayRefuseCaseTwins } from './limits.ts';
import { perContract } from './per-contract.ts';

/** Names so few and so alike that two draws often meet, and that one is a prefix, a nesting or a case twin of another. */
const COLLIDING = ['a', 'b', 'ab', 'a.b', 'a.b.c', 'a_b', 'A', 'B', 'Ab', '1', '01', '0', 'a:b', 'b.'];

function only(contract: Contract, keys: readonly string[]): readonly string[] {
  return keys.filter((key) => isPackableKey(contract, key));
}

/** Keys of every legal length. */
export function keysOfAnyLength(contract: Contract): fc.Arbitrary<string> {
  return fc.integer({ min: 1, max: longestKey(contract) }).map(keyOfLength).filter((key) => isPackableKey(contract, key));
}

/** Legal keys without risk, spread over the classes: names that collide, special names, samples of every class, every length, anything the schema allows. */
export const validKeys: (contract: Contract) => fc.Arbitrary<string> = perContract((contract) => {
  const anything = (fromSchema(contract, contract.keySchema) as fc.Arbitrary<string>).filter((key) => isPackableKey(contract, key));
  return fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...only(contract, COLLIDING)) },
    { weight: 2, arbitrary: fc.constantFrom(...only(contract, SPECIAL_NAMES)) },
    { weight: 2, arbitrary: fc.constantFrom(...packableKeys(contract)) },
    { weight: 1, arbitrary: keysOfAnyLength(contract) },
    { weight: 2, arbitrary: anything },
  );
});

/** Key lists without repetition; no two differ in case only where the contract lets that be refused. */
export function keyPools(contract: Contract, minLength: number, maxLength: number): fc.Arbitrary<readonly string[]> {
  const selector = (key: string): string => (mayRefuseCaseTwins(contract) ? key.toLowerCase() : key);
  return fc.uniqueArray(validKeys(contract), { minLength, maxLength, selector, size: 'max' });
}
