import { expect, test } from 'vitest';
import { BARE, CONTRACTS, EVERYWHERE } from './fixture-context.ts';
import { isHarmless, readingPlans } from './reading-plans.ts';

test.each(CONTRACTS.map((contract) => [contract.id, contract] as const))('the reading plans of %s only read, each thing once', (_id, contract) => {
  for (const context of [EVERYWHERE, BARE]) {
    const plans = readingPlans(contract, context);
    const steps = plans.slice(1).flatMap((plan) => plan.steps);
    expect(plans.every((plan) => plan.steps.every(isHarmless) && Object.keys(plan.start).length === 0 && !plan.hazardous)).toBe(true);
    expect(new Set(steps.map((step) => JSON.stringify(step))).size).toBe(steps.length);
    expect(new Set(plans.map(({ family, index }) => `${family} ${index}`)).size).toBe(plans.length);
    expect(steps.length).toBeGreaterThan(2);
  }
});

test('nobody may read through a plan that could write', () => {
  const read = { op: 'read', view: 'map', slot: 'subject' } as const;
  expect(isHarmless(read)).toBe(true);
  for (const twist of [
    { kind: 'method', method: 'DELETE' }, { kind: 'header', name: 'x-http-method-override', value: 'PUT' }, { kind: 'body-text', text: '{}' }, { kind: 'chunked' },
  ] as const) expect(isHarmless({ ...read, twists: [twist] })).toBe(false);
  expect(isHarmless({ ...read, twists: [{ kind: 'method', method: 'HEAD' }] })).toBe(true);
  expect(isHarmless({ op: 'remove', slot: 'subject', urlKey: 'a' })).toBe(false);
});
