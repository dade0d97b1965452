import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from './plan.ts';
import { jsonSize, simplerJson, withoutRuns } from './simpler-json.ts';

const values = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as JsonValue).filter((value) => !JSON.stringify(value).includes('e+') && !JSON.stringify(value).includes('e-'));
const numberless = values.filter((value) => !/[0-9]/.test(JSON.stringify(value)));

test('every simpler value is smaller', () => {
  fc.assert(fc.property(numberless, (value) => {
    for (const simpler of simplerJson(value)) expect(jsonSize(simpler)).toBeLessThan(jsonSize(value));
  }));
});

test('simpler integers are nearer to zero, or positive', () => {
  fc.assert(fc.property(fc.integer(), (value) => {
    for (const simpler of simplerJson(value)) expect(jsonSize(simpler)).toBeLessThan(jsonSize(value));
  }));
});

test('the type stays', () => {
  fc.assert(fc.property(values, (value) => {
    for (const simpler of simplerJson(value)) expect([typeof simpler, Array.isArray(simpler)]).toEqual([typeof value, Array.isArray(value)]);
  }));
});

test('a pair of surrogates is never torn', () => {
  for (const simpler of simplerJson('x\u{1f600}y')) expect((simpler as string).isWellFormed()).toBe(true);
});

test('the smallest values have nothing simpler', () => {
  for (const value of ['', 0, null, true, [], {}]) expect([...simplerJson(value)]).toEqual([]);
});

test('runs are left out from the whole list down to single elements', () => {
  expect([...withoutRuns([1, 2, 3, 4])]).toEqual([[], [3, 4], [1, 2], [2, 3, 4], [1, 3, 4], [1, 2, 4], [1, 2, 3]]);
});
