import { describe, expect, test } from 'vitest';
import { keyClass, valueClass } from './classes.ts';
import { BARE, CONTRACTS, contractNamed, EVERYWHERE, withEffects } from './fixture-context.ts';
import { isLegalKey, isLegalValue, itemLimit } from './limits.ts';
import { planAt, randomFamilies } from './plan-at.ts';
import type { Plan } from './plan.ts';
import { isPossible } from './steps.ts';

const INDICES = Array.from({ length: 25 }, (_, index) => index);
const SMALLER = [withEffects(contractNamed('server'), ['read', 'replace']), withEffects(contractNamed('server'), ['read', 'upsert', 'remove'])];
const CASES = [...CONTRACTS, ...SMALLER].flatMap((contract) => randomFamilies(contract, EVERYWHERE).map((family) => [contract.id, family, contract] as const));

describe.each(CASES)('%s %s', (_, family, contract) => {
  const plans = INDICES.map((index) => planAt(42, contract, family, index, EVERYWHERE));

  test('the same names make the same plans', () => {
    expect(INDICES.map((index) => planAt(42, contract, family, index, EVERYWHERE))).toEqual(plans);
  });

  test('another seed makes others', () => {
    expect(INDICES.map((index) => planAt(43, contract, family, index, EVERYWHERE))).not.toEqual(plans);
  });

  test('plans differ from one another', () => {
    expect(new Set(plans.map(({ start, steps }) => JSON.stringify([start, steps]))).size).toBeGreaterThan(15);
  });

  test('every step can be performed, and there is one', () => {
    for (const { steps } of plans) {
      expect(steps.length).toBeGreaterThan(0);
      expect(steps.filter((step) => !isPossible(contract, EVERYWHERE, step))).toEqual([]);
    }
  });

  test('start states are legal maps within the item limit', () => {
    for (const entries of plans.flatMap(({ start }) => Object.values(start))) {
      expect(entries.filter(([key, value]) => !isLegalKey(contract, key) || !isLegalValue(contract, value))).toEqual([]);
      expect(new Set(entries.map(([key]) => key)).size).toBe(entries.length);
      expect(entries.length).toBeLessThanOrEqual(itemLimit(contract, EVERYWHERE) ?? 128);
    }
  });

  test('nothing that is not hazardous-free is drawn', () => {
    const keys = plans.flatMap(({ steps }) => steps.flatMap((step) => ('entries' in step ? step.entries.map(([key]) => key) : [])));
    expect(keys.filter((key) => contract.hazards.keys.includes(key) || keyClass(key, contract) === 'newline')).toEqual([]);
  });
});

/** How a history's writes relate to what was written before them. */
function relations(plan: Plan): ReadonlySet<string> {
  const stored = new Set((plan.start.subject ?? []).map(([key]) => key));
  const gone = new Set<string>();
  const seen = new Set<string>();
  for (const step of plan.steps) {
    if (step.op === 'remove') {
      if (stored.delete(step.urlKey)) gone.add(step.urlKey);
      continue;
    }
    if (step.op !== 'merge' && step.op !== 'replace' && step.op !== 'upsert') continue;
    const keys = step.entries.map(([key]) => key);
    if (keys.some((key) => stored.has(key))) seen.add('overwrite');
    if (keys.some((key) => gone.has(key))) seen.add('re-create');
    if (keys.length > 50) seen.add('large');
    if (keys.length === 0) seen.add('empty');
    if (step.op === 'replace') {
      for (const key of stored) if (!keys.includes(key)) gone.add(key);
      stored.clear();
    }
    for (const key of keys) stored.add(key);
  }
  return seen;
}

describe('random histories of the server contract', () => {
  const server = contractNamed('server');
  const plans = Array.from({ length: 150 }, (_, index) => planAt(7, server, 'history', index, EVERYWHERE));
  const count = (what: string): number => plans.filter((plan) => relations(plan).has(what)).length;

  test.each([['overwrite', 75], ['re-create', 30], ['empty', 15], ['large', 8]])('%s happens in many of them', (what, least) => {
    expect(count(what)).toBeGreaterThan(least);
  });

  test('most classes of keys and values come up', () => {
    const entries = plans.flatMap(({ start, steps }) => [...Object.values(start).flat(), ...steps.flatMap((step) => ('entries' in step ? step.entries : []))]);
    const keys = new Set(entries.map(([key]) => keyClass(key, server)));
    const values = new Set(entries.map(([, value]) => valueClass(value, server)));
    expect([...keys]).toEqual(expect.arrayContaining(['special-name', 'digits', 'dotted', 'shortest', 'plain', 'longest', 'suffix', 'colon']));
    expect([...values]).toEqual(expect.arrayContaining(['empty', 'longest', 'number-like', 'boolean-like', 'null-like', 'json-like', 'markup', 'non-ascii', 'plain']));
  });
});

test('a family that a place has no use for is refused by name', () => {
  expect(randomFamilies(contractNamed('server'), BARE)).not.toContain('bystander');
  expect(() => planAt(1, contractNamed('server'), 'bystander', 0, BARE)).toThrow(/bystander.*history/s);
});
