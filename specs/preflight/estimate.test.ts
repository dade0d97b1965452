import { expect, test } from 'vitest';
import { estimate } from './estimate.ts';

const TERMS = { readMs: 10, ratePerS: null, budgetTimeS: null };
const lanes = [{ resource: 'a', requests: 1000 }, { resource: 'a', requests: 1000 }, { resource: 'b', requests: 1000 }];

test('lanes of one resource add up, others run beside them', () => {
  expect(estimate(lanes, TERMS)).toEqual({ requests: 3300, seconds: expect.closeTo(33) });
  expect(estimate([], TERMS)).toEqual({ requests: 0, seconds: 0 });
});

test('a rate binds all of them, and a budget of time what they reach', () => {
  expect(estimate(lanes, { ...TERMS, ratePerS: 10 }).seconds).toBeCloseTo(330);
  expect(estimate(lanes, { ...TERMS, ratePerS: 10, budgetTimeS: 33 })).toEqual({ requests: 330, seconds: 33 });
});
