import { describe, expect, test } from 'vitest';
import { concurrentPlanAt, raceKinds } from './concurrency.ts';
import { CONTRACTS, EVERYWHERE } from './fixture-context.ts';
import { isPossible } from './steps.ts';

describe.each(CONTRACTS.map((contract) => [contract.id, contract] as const))('races on %s', (_, contract) => {
  const kinds = raceKinds(contract, EVERYWHERE);
  const plans = Array.from({ length: 2 * kinds }, (__, index) => concurrentPlanAt(5, contract, index, EVERYWHERE));

  test('there are some, and each is possible', () => {
    expect(kinds).toBeGreaterThan(2);
    expect(plans).not.toContain(null);
    expect(plans.flatMap((plan) => plan?.steps ?? []).filter((step) => !isPossible(contract, EVERYWHERE, step))).toEqual([]);
  });

  test('begin with a step of several branches', () => {
    for (const plan of plans) {
      const [race] = plan?.steps ?? [];
      expect(race?.op).toBe('concurrent');
      if (race?.op === 'concurrent') expect(race.branches.length).toBeGreaterThanOrEqual(3);
    }
  });

  test('are the same for the same seed, and others for another', () => {
    expect(concurrentPlanAt(5, contract, 0, EVERYWHERE)).toEqual(plans[0]);
    expect(concurrentPlanAt(6, contract, 0, EVERYWHERE)).not.toEqual(plans[0]);
  });

  test('name each key once where the branches write different ones, each with a value of its own', () => {
    const [race] = plans[0]?.steps ?? [];
    if (race?.op !== 'concurrent') throw new Error('no race');
    const pairs = race.branches.flat().flatMap((step) => ('entries' in step ? step.entries : []));
    expect(new Set(pairs.map(([key]) => key)).size).toBe(pairs.length);
    expect(new Set(pairs.map(([, value]) => value)).size).toBe(pairs.length);
  });
});

test('creations race at the limit only where one is announced', () => {
  const [server] = CONTRACTS.filter(({ id }) => id === 'server');
  if (server === undefined) throw new Error('no server contract');
  expect(raceKinds(server, { ...EVERYWHERE, maxItems: 128 })).toBe(raceKinds(server, { ...EVERYWHERE, maxItems: null }) + 1);
});
