import { describe, expect, test } from 'vitest';
import { keyClass, valueClass } from '../classes.ts';
import { enumerate, furtherPlans } from '../enumerate.ts';
import { contractNamed, EVERYWHERE } from '../fixture-context.ts';
import type { Plan } from '../plan.ts';
import { raceKinds } from '../concurrency.ts';

const server = contractNamed('server');

function plansAt(maxItems: number | null): readonly Plan[] {
  const context = { ...EVERYWHERE, maxItems };
  return [...enumerate(server, context), ...furtherPlans(server, context)];
}

/** Items that the subject holds after each accepted merge or upsert of a plan, if nothing but the limit refuses. */
function sizesMerged(plan: Plan, limit: number): readonly number[] {
  let keys = new Set((plan.start.subject ?? []).map(([key]) => key));
  return plan.steps.flatMap((step): number[] => {
    if (step.op === 'remove') keys.delete(step.urlKey);
    if (step.op !== 'merge' && step.op !== 'replace' && step.op !== 'upsert') return [];
    const next = new Set([...(step.op === 'replace' ? [] : keys), ...step.entries.map(([key]) => key)]);
    if (next.size > limit) return [];
    keys = next;
    return step.op === 'merge' ? [next.size] : [];
  });
}

describe.each([1, 5, 16, 40, 128])('under a limit of %i items', (limit) => {
  test('no plan starts with more', () => {
    for (const plan of plansAt(limit)) expect(plan.start.subject?.length ?? 0, plan.title).toBeLessThanOrEqual(limit);
  });

  test('every class of keys and of values is packed all the same', () => {
    const classes = (maxItems: number): ReadonlySet<string> => {
      const entries = plansAt(maxItems).filter(({ title }) => title.startsWith('packed map')).flatMap(({ steps }) => steps.flatMap((step) => ('entries' in step ? step.entries : [])));
      return new Set(entries.flatMap(([key, value]) => [`key:${keyClass(key, server)}`, `value:${valueClass(value, server)}`]));
    };
    expect([...classes(limit)].toSorted()).toEqual([...classes(128)].toSorted());
  });

  test('every plan reads what its last write left', () => {
    for (const { title, steps } of plansAt(limit).filter(({ family }) => family === 'boundary')) {
      const last = steps.at(-1);
      expect(last !== undefined && 'readLater' in last ? last.readLater : undefined, title).toBeUndefined();
    }
  });

  test('packed maps leave requests for the rest', () => {
    const packed = plansAt(limit).filter(({ title }) => title.startsWith('packed map ')).length;
    expect(packed).toBeLessThanOrEqual(limit === 1 ? 60 : 20);
  });
});

test.each([1, 5, 40, 128, 200, 300, 1_000])('a limit of %i items is reached by merge, and races for it are run', (limit) => {
  expect(plansAt(limit).filter(({ family }) => family === 'boundary').flatMap((plan) => sizesMerged(plan, limit))).toContain(limit);
  expect(raceKinds(server, { ...EVERYWHERE, maxItems: limit })).toBe(raceKinds(server, { ...EVERYWHERE, maxItems: 128 }));
});

test('what a start state cannot hold is left out, the keys of the steps last', () => {
  const [plan] = plansAt(5).filter(({ title }) => title === 'read and remove under an encoded key');
  const named = new Set(plan?.steps.flatMap((step) => ('urlKey' in step ? [step.urlKey] : [])));
  const [full] = plansAt(null).filter(({ title }) => title === 'read and remove under an encoded key');
  const lost = (full?.start.subject ?? []).filter(([key]) => !(plan?.start.subject ?? []).some(([kept]) => kept === key));
  expect(lost).toHaveLength(1);
  expect(lost.some(([key]) => named.has(key))).toBe(false);
});
