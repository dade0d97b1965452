import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contract, Operation } from '../contracts/contract.ts';
import { schemaValidator } from '../contracts/schema-validator.ts';
import { CONTRACTS } from './fixture-context.ts';
import { operationOf } from './limits.ts';
import { nearMissArbitrary } from './near-miss-arbitrary.ts';
import { countMisses, keyPatternMisses, pairMisses, partlyInvalid, reservedKeyMisses, type NearMiss } from './near-miss.ts';
import { writeBody } from './request-body.ts';
import { sendingEffects, type SendingEffect } from './steps.ts';

/** The constraints that the body of a near miss breaks. */
function broken(contract: Contract, operation: Operation, miss: NearMiss): readonly string[] {
  const body: unknown = JSON.parse(Buffer.from(writeBody(miss.entries, operation.requestMap, []) as Uint8Array).toString('utf8'));
  return [...new Set(schemaValidator(contract, operation.requestSchema as string)(body).map(({ constraint }) => constraint))];
}

const CASES = CONTRACTS.flatMap((contract) => sendingEffects(contract).map((effect) => [contract.id, effect, contract] as const));

describe.each(CASES)('%s %s', (_, effect: SendingEffect, contract) => {
  const operation = operationOf(contract, effect) as Operation;
  const listed = [...pairMisses(contract), ...keyPatternMisses(contract), ...reservedKeyMisses(contract), ...countMisses(contract, operation)];

  test.each(listed.map((miss) => [miss.class, miss.constraint, miss] as const))('a near miss of class %s breaks %s and nothing else', (_class, constraint, miss) => {
    expect(broken(contract, operation, miss)).toEqual([constraint]);
  });

  test.skipIf(effect === 'upsert')('beside valid pairs it breaks the same', () => {
    for (const miss of partlyInvalid(pairMisses(contract))) expect(broken(contract, operation, miss)).toEqual([miss.constraint]);
  });

  test('random near misses break what they say and nothing else', () => {
    fc.assert(fc.property(nearMissArbitrary(contract, effect), (miss) => {
      expect(broken(contract, operation, miss)).toEqual([miss.constraint]);
    }), { numRuns: 60 });
  });
});
