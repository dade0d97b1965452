import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { enumerate } from './enumerate.ts';
import { contractNamed, EVERYWHERE } from './fixture-context.ts';
import { isLegalKey } from './limits.ts';
import { planAt, randomFamilies } from './plan-at.ts';
import { keysOf } from './plan-renamer.ts';
import { shrinkPlan } from './plan-shrinker.ts';
import { planSize } from './plan-size.ts';
import type { Plan, Step } from './plan.ts';
import { merge, remove, replace, upsert } from './steps.ts';

const server = contractNamed('server');

/** The greedy search that the engine makes: the first simpler plan that still shows it, until there is none. */
function smallest(plan: Plan, shows: (plan: Plan) => boolean): Plan {
  for (const simpler of shrinkPlan(plan, server)) if (shows(simpler)) return smallest(simpler, shows);
  return plan;
}

function first<T>(iterable: Iterable<T>, count: number): readonly T[] {
  return Iterator.from(iterable).take(count).toArray();
}

const randomPlans = fc.tuple(fc.constantFrom(...randomFamilies(server, EVERYWHERE)), fc.nat(1_000)).map(([family, index]) => planAt(1, server, family, index, EVERYWHERE));

function plan(steps: readonly Step[], start: Plan['start'] = { subject: [] }): Plan {
  return { contract: 'server', family: 'history', index: 0, listed: false, title: 'test', start, steps, hazardous: false };
}

describe('every simpler plan', () => {
  test('is smaller, and says so by planSize', () => {
    fc.assert(fc.property(randomPlans, (given) => {
      for (const simpler of first(shrinkPlan(given, server), 200)) expect(planSize(simpler)).toBeLessThan(planSize(given));
    }), { numRuns: 30 });
  });

  test('keeps an upsert\'s body key equal to its URL key where they were equal', () => {
    fc.assert(fc.property(randomPlans.filter(({ family }) => family === 'history'), (given) => {
      for (const simpler of first(shrinkPlan(given, server), 200)) {
        for (const step of simpler.steps) if (step.op === 'upsert' && step.entries.length === 1) expect(step.entries[0]?.[0]).toBe(step.urlKey);
      }
    }), { numRuns: 30 });
  });

  test('has legal keys only, when the plan had', () => {
    fc.assert(fc.property(randomPlans.filter(({ family }) => family === 'history' || family === 'boundary'), (given) => {
      for (const simpler of first(shrinkPlan(given, server), 200)) expect(keysOf(simpler).filter((key) => !isLegalKey(server, key))).toEqual([]);
    }), { numRuns: 20 });
  });

  test('takes back every state that it brings about', () => {
    const states = enumerate(server, EVERYWHERE).filter(({ family }) => family === 'state');
    expect(states.length).toBeGreaterThan(0);
    for (const simpler of states.flatMap((given) => first(shrinkPlan(given, server), 100))) {
      const balance = simpler.steps.reduce((sum, step) => sum + (step.op === 'action' ? (step.undo ? -1 : 1) : 0), 0);
      expect(balance).toBe(0);
    }
  });
});

describe('a greedy search', () => {
  test('finds the one write that matters, with the shortest key and value', () => {
    const given = plan([merge([['x', '1'], ['y', '2']]), upsert('long.key', 'long value'), replace([['long.key', 'x'], ['z', '2']]), remove('z')], { subject: [['x', 'y'], ['z', 'w']], bystander: [['q', 'r']] });
    const shows = ({ steps }: Plan): boolean => steps.some((step) => step.op === 'replace' && step.entries.length > 0);
    const found = smallest(given, shows);
    expect(found.start).toEqual({ subject: [] });
    expect(found.steps).toHaveLength(1);
    expect(found.steps[0]).toMatchObject({ op: 'replace', entries: [['a', '']] });
  });

  test('cuts a text to the length that still shows it', () => {
    const tooLong = ({ steps }: Plan): boolean => steps.some((step) => step.op === 'merge' && step.entries.some(([, value]) => typeof value === 'string' && value.length > 17));
    const found = smallest(plan([merge([['key', 'x'.repeat(255)], ['other', '1']])]), tooLong);
    expect(found.steps).toEqual([merge([['a', 'a'.repeat(18)]])]);
  });

  test('renames a key in start, body and URL alike', () => {
    const reCreated = ({ start, steps }: Plan): boolean => {
      const [one, two] = steps;
      return one?.op === 'remove' && two?.op === 'upsert' && one.urlKey === two.urlKey && start.subject?.[0]?.[0] === one.urlKey && two.entries[0]?.[0] === one.urlKey;
    };
    const found = smallest(plan([remove('k'.repeat(40)), upsert('k'.repeat(40), 'again')], { subject: [['k'.repeat(40), 'before']] }), reCreated);
    expect(found).toMatchObject({ start: { subject: [['a', '']] }, steps: [{ urlKey: 'a' }, { urlKey: 'a', entries: [['a', '']] }] });
  });

  test('drops twists, callers and routes that do not matter', () => {
    const given = plan([merge([['a', 'v']], { caller: 'stranger', route: { version: '/v2', project: true }, twists: [{ kind: 'chunked' }, { kind: 'ascii-escapes' }] })]);
    const found = smallest(given, ({ steps }) => steps.some((step) => step.op === 'merge' && step.twists?.some(({ kind }) => kind === 'chunked') === true));
    expect(found.steps).toEqual([{ op: 'merge', slot: 'subject', entries: [], twists: [{ kind: 'chunked' }] }]);
  });

  test('thins out concurrent branches, but leaves two', () => {
    const given = plan([{ op: 'concurrent', branches: [[merge([['x', '1']]), merge([['y', '2']])], [upsert('z', '3')], [remove('z')]] }]);
    const found = smallest(given, ({ steps }) => steps.some((step) => step.op === 'concurrent' && step.branches.flat().some(({ op }) => op === 'upsert')));
    expect(found.steps[0]).toMatchObject({ op: 'concurrent', branches: [expect.any(Array), expect.any(Array)] });
    expect(found.steps[0]?.op === 'concurrent' ? found.steps[0].branches.map((branch) => branch.length) : []).toEqual([1, 1]);
  });
});
