import * as fc from 'fast-check';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { Contract, JsonSchema } from '../contracts/contract.ts';
import { schemaValidator } from '../contracts/schema-validator.ts';
import { CONTRACTS, contractNamed } from './fixture-context.ts';
import { fromSchema, RecursiveSchemaError } from './from-schema.ts';
import { UnsatisfiableSchemaError } from './valid-arbitrary.ts';

const RUNS = { numRuns: 60 };

function contractOf(schema: JsonSchema, others: Readonly<Record<string, JsonSchema>> = {}): Contract {
  return { ...contractNamed('server'), openapi: { components: { schemas: { Subject: schema, ...others } } } };
}

const SUBJECT = '/components/schemas/Subject';

const SCHEMAS: readonly (readonly [string, JsonSchema])[] = [
  ['a string', { type: 'string' }],
  ['lengths in code points', { type: 'string', minLength: 3, maxLength: 5 }],
  ['a repeated class with lengths', { type: 'string', pattern: '^[A-Za-z0-9\\-_:. ]*$', minLength: 1, maxLength: 255 }],
  ['a counted class', { type: 'string', pattern: '^[a-c]{2,4}$' }],
  ['a pattern beyond ASCII', { type: 'string', pattern: '^\\p{L}+$', maxLength: 12 }],
  ['a pattern of another form', { type: 'string', pattern: '^(ab|cd)+x?$', maxLength: 9 }],
  ['an excluded list', { type: 'string', pattern: '^[ab]{1,2}$', not: { enum: ['a', 'b'] } }],
  ['a list', { enum: ['x', 1, null] }],
  ['a constant', { const: { a: [1] } }],
  ['an integer in bounds', { type: 'integer', minimum: -3, maximum: 7 }],
  ['a number', { type: 'number', minimum: 0, maximum: 1 }],
  ['a union of types', { type: ['string', 'null'], maxLength: 2 }],
  ['an array', { type: 'array', items: { type: 'boolean' }, minItems: 1, maxItems: 3 }],
  ['a closed object', { type: 'object', properties: { a: { type: 'string' }, b: { type: 'null' } }, required: ['a'], additionalProperties: false }],
  ['an open map', { type: 'object', propertyNames: { pattern: '^[a-z]{1,9}$' }, additionalProperties: { type: 'string', maxLength: 3 }, minProperties: 2, maxProperties: 4 }],
  ['names by pattern', { type: 'object', patternProperties: { '^x-[a-z]{1,4}$': { type: 'integer' } }, additionalProperties: false }],
  ['a name required but not described', { type: 'object', required: ['__proto__'], additionalProperties: { type: 'string' } }],
  ['one pair', { type: 'object', propertyNames: { pattern: '^[a-z]{1,9}$' }, additionalProperties: { type: 'string' }, minProperties: 1, maxProperties: 1 }],
  ['either of two', { anyOf: [{ type: 'string', maxLength: 3 }, { type: 'null' }] }],
  ['exactly one of two', { oneOf: [{ type: 'integer', minimum: 0, maximum: 6 }, { type: 'integer', minimum: 4, maximum: 9 }] }],
  ['all of some', { allOf: [{ type: 'string' }, { maxLength: 4 }], minLength: 2 }],
  ['a reference', { type: 'object', properties: { k: { $ref: '#/components/schemas/Other' } }, required: ['k'] }],
  ['null only', { type: 'null' }],
];
const OTHERS = { Other: { type: 'string', pattern: '^[xyz]{1,3}$' } };

describe.each(SCHEMAS)('%s', (_, schema) => {
  const contract = contractOf(schema, OTHERS);
  const arbitrary = fromSchema(contract, SUBJECT);
  const validate = new Ajv2020({ strict: false }).compile({ $ref: `#${SUBJECT}`, ...contract.openapi });

  test('every value is valid', () => {
    fc.assert(fc.property(arbitrary, (value) => {
      expect(validate(value)).toBe(true);
    }), RUNS);
  });

  test('a seed gives the same values again', () => {
    expect(fc.sample(arbitrary, { seed: 11, numRuns: 20 })).toEqual(fc.sample(arbitrary, { seed: 11, numRuns: 20 }));
  });

  test('what a value shrinks to is valid, without knowing where it came from', () => {
    for (const value of fc.sample(arbitrary, { seed: 5, numRuns: 10 })) {
      expect(arbitrary.canShrinkWithoutContext(value)).toBe(true);
      for (const { value: simpler } of arbitrary.shrink(value, undefined).take(60)) expect(validate(simpler)).toBe(true);
    }
  });
});

describe.each(CONTRACTS.map((contract) => [contract.id, contract] as const))('the contract %s', (_, contract) => {
  const requests = contract.operations.flatMap(({ requestSchema }) => (requestSchema === null ? [] : [requestSchema]));
  test.each([...new Set([contract.keySchema, contract.valueSchema, contract.mapSchema, ...requests])])('%s is satisfied by what is generated', (pointer) => {
    const violations = schemaValidator(contract, pointer);
    fc.assert(fc.property(fromSchema(contract, pointer), (value) => {
      expect(violations(value)).toEqual([]);
    }), RUNS);
  });
});

test('keys reach both ends of the allowed lengths', () => {
  const lengths = new Set(fc.sample(fromSchema(contractNamed('server'), contractNamed('server').keySchema), { seed: 3, numRuns: 300 }).map((key) => (key as string).length));
  expect(lengths.has(1)).toBe(true);
  expect(lengths.has(255)).toBe(true);
  expect(lengths.size).toBeGreaterThan(60);
});

test('a value that is not valid is not offered for shrinking', () => {
  expect(fromSchema(contractOf({ type: 'string', maxLength: 2 }), SUBJECT).canShrinkWithoutContext('abc')).toBe(false);
});

test('a schema that nothing satisfies is named', () => {
  expect(() => fc.sample(fromSchema(contractOf({ type: 'string', minLength: 3, pattern: '^(ab)?$' }), SUBJECT), 1)).toThrow(UnsatisfiableSchemaError);
});

test('a schema that refers to itself is refused', () => {
  const endless = { type: 'object', properties: { next: { $ref: '#/components/schemas/Subject' } } };
  expect(() => fromSchema(contractOf(endless), SUBJECT)).toThrow(RecursiveSchemaError);
});
