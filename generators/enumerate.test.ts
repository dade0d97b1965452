import { describe, expect, test } from 'vitest';
import type { Contract } from '../contracts/contract.ts';
import { keyClass, KEY_CLASSES, VALUE_CLASSES, valueClass } from './classes.ts';
import { enumerate, furtherPlans, partingPlans } from './enumerate.ts';
import { BARE, CONTRACTS, contractNamed, EVERYWHERE, withEffects } from './fixture-context.ts';
import { isEmptiedAtOnce, isLegalKey, isLegalValue, isPackableKey, isRemovable, longestKey, longestValue } from './limits.ts';
import { planCost } from './plan-cost.ts';
import type { PlanContext } from './plan-context.ts';
import type { Entry, Plan, Step } from './plan.ts';
import { writeBody } from './request-body.ts';
import { isPossible, sendingEffects, type SendingEffect } from './steps.ts';

const PLACES: readonly (readonly [string, PlanContext])[] = [['everywhere', EVERYWHERE], ['with the least', BARE], ['with a quota of 40', { ...EVERYWHERE, maxItems: 40 }]];
const SMALLER = [withEffects(contractNamed('server'), ['read', 'replace']), withEffects(contractNamed('image'), ['read', 'upsert', 'remove'])];
const CASES = [...CONTRACTS, ...SMALLER].flatMap((contract) => PLACES.map(([place, context]) => [contract.id, place, contract, context] as const));

/** Requests that the list may cost for one contract, by the number of effects that send pairs, whether there are items to address, and the hazardous keys. */
function mostRequests(contract: Contract, context: PlanContext): number {
  const hasItems = contract.operations.some(({ on }) => on === 'item');
  // Small item limits need more packed maps.
  const packs = context.maxItems === null ? 0 : 60;
  return 110 + 115 * sendingEffects(contract).length + (hasItems ? 220 : 30) + packs + 3 * contract.hazards.keys.length;
}

function cost(plans: readonly Plan[]): number {
  return plans.reduce((sum, plan) => sum + planCost(plan), 0);
}

function plainSteps(plans: readonly Plan[]): readonly Exclude<Step, { op: 'concurrent' }>[] {
  return plans.flatMap(({ steps }) => steps.flatMap((step) => (step.op === 'concurrent' ? [] : [step])));
}

describe.each(CASES)('the list of %s %s', (_, _place, contract, context) => {
  const listed = enumerate(contract, context);
  const plans = all(contract, context);

  test('is the same each time', () => {
    expect(all(contract, context)).toEqual(plans);
  });

  test('costs what was meant', () => {
    expect(cost(listed)).toBeLessThanOrEqual(mostRequests(contract, context));
  });

  test('numbers the plans of each family from 0', () => {
    for (const family of new Set(plans.map((plan) => plan.family))) {
      const indices = plans.filter((plan) => plan.family === family).map(({ index }) => index);
      expect(indices).toEqual(indices.map((__, position) => position));
    }
  });

  test('begins with what must be accepted and the basics', () => {
    expect(['boundary', 'history']).toContain(plans[0]?.family);
  });

  test('gives every plan a title of its own, short enough to read', () => {
    expect(new Set(plans.map(({ title }) => title)).size).toBe(plans.length);
    expect(plans.filter(({ title }) => title.length > 100)).toEqual([]);
  });

  test('asks for nothing that the contract or the place does not have', () => {
    expect(plainSteps(plans).filter((step) => !isPossible(contract, context, step))).toEqual([]);
    expect(plans.filter(({ hazardous }) => hazardous && !context.sacrificial)).toEqual([]);
    expect(plans.filter(({ start }) => start.bystander !== undefined && !context.slots.includes('bystander'))).toEqual([]);
  });

  test('starts from legal maps, and names a start for every slot it uses', () => {
    for (const { start, steps } of plans) {
      for (const [key, value] of Object.values(start).flat()) expect([isLegalKey(contract, key), isLegalValue(contract, value)]).toEqual([true, true]);
      for (const step of steps) if (step.op !== 'concurrent') expect(Object.keys(start)).toContain(step.slot);
    }
  });

  test('sends hazards in hazardous plans only', () => {
    const { keys, permanent } = contract.hazards;
    const tame = plainSteps(plans.filter(({ hazardous }) => !hazardous));
    const sent = tame.flatMap((step) => ('entries' in step ? step.entries.map(([key]) => key) : []));
    expect(sent.filter((key) => keys.includes(key) || permanent.includes(key) || keyClass(key, contract) === 'newline')).toEqual([]);
    expect(sent.filter((key) => /^\.{1,2}$/.test(key) && !isRemovable(contract, key))).toEqual([]);
    expect(tame.filter(({ op }) => op === 'action')).toEqual([]);
  });

  test('removes no dot segment from a resource that must not be lost', () => {
    const removals = plainSteps(plans.filter(({ hazardous }) => !hazardous)).filter(({ op }) => op === 'remove');
    const segments = removals.flatMap((step) => (step.twists ?? []).flatMap((twist) => (twist.kind === 'raw-key' ? [twist.segment] : [])).concat('urlKey' in step ? [step.urlKey] : []));
    expect(segments.filter((segment) => segment.replaceAll(/%2e/gi, '.').split(/\/|%2f/i).includes('..'))).toEqual([]);
  });

  test('never puts a method the contract offers where it speaks of one that is not', () => {
    for (const step of plainSteps(plans)) {
      const method = step.twists?.find((twist) => twist.kind === 'method')?.method;
      if (method === undefined || method === 'HEAD') continue;
      const path = contract.operations.find(({ effect, on }) => effect === step.op && (on === 'item') === ('urlKey' in step))?.path as string;
      expect(contract.operations.filter((operation) => operation.path === path).map((operation) => operation.method.toUpperCase())).not.toContain(method);
    }
  });
});

/** The list and what completes it. */
function all(contract: Contract, context: PlanContext): readonly Plan[] {
  return [...enumerate(contract, context), ...furtherPlans(contract, context), ...partingPlans(contract, context)];
}

/** The packed maps: bodies that are valid and large. */
function packs(plans: readonly Plan[], op: 'merge' | 'replace'): readonly (readonly Entry[])[] {
  return plans.filter(({ title }) => title.startsWith('packed')).flatMap(({ steps }) => steps.flatMap((step) => (step.op === op ? [step.entries] : [])));
}

const PACKED = CONTRACTS.flatMap((contract) => sendingEffects(contract).filter((effect) => effect !== 'upsert').map((effect) => [contract.id, effect, contract] as const));

describe.each(PACKED)('the packed maps of %s by %s', (_, effect, contract) => {
  const maps = packs(all(contract, EVERYWHERE), effect);
  const entries = maps.flat();

  test('hold every length of key and value, or as many as their number allows, from the shortest to the longest', () => {
    const lengths = (texts: readonly string[]): readonly number[] => [...new Set(texts.map((text) => text.length))].toSorted((one, other) => one - other);
    const widestGap = (all: readonly number[]): number => Math.max(...all.map((length, index) => length - (all[index - 1] ?? length)));
    const [keys, values] = [lengths(entries.map(([key]) => key)), lengths(entries.map(([, value]) => value as string))];
    const gap = isEmptiedAtOnce(contract) ? 1 : 16;
    expect([keys[0], keys.at(-1), values.at(-1)]).toEqual([1, longestKey(contract), longestValue(contract)]);
    expect(isLegalValue(contract, 'v'.repeat(Math.max((values[0] as number) - 1, 0)))).toBe(values[0] === 0);
    expect(widestGap(keys)).toBeLessThanOrEqual(gap);
    expect(widestGap(values)).toBeLessThanOrEqual(gap * Math.ceil(longestValue(contract) / longestKey(contract)));
  });

  test('stay within 128 entries and 100,000 bytes, without a key twice', () => {
    for (const map of maps) {
      expect(map.length).toBeLessThanOrEqual(128);
      expect((writeBody(map, '/set_metadata/metadata', []) as Uint8Array).length).toBeLessThanOrEqual(101_000);
      expect(new Set(map.map(([key]) => key)).size).toBe(map.length);
    }
  });

  test('hold nothing that may be refused', () => {
    expect(entries.filter(([key]) => !isPackableKey(contract, key))).toEqual([]);
  });

  test('put what is special about a key beside a plain value, and the other way round', () => {
    const both = entries.filter(([key, value]) => !['plain', 'shortest'].includes(keyClass(key, contract)) && valueClass(value, contract) !== 'plain');
    expect(both).toEqual([]);
  });
});

/** The classes that an effect is tried with, by what its steps send or address. */
function covered(plans: readonly Plan[], contract: Contract, op: Step['op']): { readonly keys: ReadonlySet<string>; readonly values: ReadonlySet<string> } {
  const steps = plainSteps(plans).filter((step) => step.op === op);
  const keys = steps.flatMap((step) => [...('urlKey' in step ? [step.urlKey] : []), ...('entries' in step ? step.entries.map(([key]) => key) : [])]);
  const values = steps.flatMap((step) => ('entries' in step ? step.entries.map(([, value]) => value) : []));
  return { keys: new Set(keys.map((key) => keyClass(key, contract))), values: new Set(values.map((value) => valueClass(value, contract))) };
}

/** Classes that a contract cannot have: no key is reserved or named there, or keys cannot be empty in a URL of their own. */
function absentKeyClasses(contract: Contract): readonly string[] {
  const key = JSON.stringify(contract.openapi);
  return [...(key.includes('"enum"') && contract.id === 'image' ? [] : ['reserved']), ...(contract.id === 'aggregate' ? [] : ['named'])];
}

describe.each(CONTRACTS.flatMap((contract) => sendingEffects(contract).map((effect) => [contract.id, effect, contract] as const)))('%s %s', (_, effect: SendingEffect, contract) => {
  const { keys, values } = covered(all(contract, EVERYWHERE), contract, effect);

  test('is tried with every class of key', () => {
    // A key with a slash cannot be an item's address; dot segments are sent raw.
    const sample: Readonly<Record<string, string>> = { slash: 'a/b', 'dot-segment': '.' };
    const missing = KEY_CLASSES.filter((name) => !keys.has(name) && !absentKeyClasses(contract).includes(name) && isRemovable(contract, sample[name] ?? 'a'));
    expect(missing.filter((name) => effect !== 'upsert' || name !== 'slash')).toEqual([]);
  });

  test('is tried with every class of value', () => {
    expect(VALUE_CLASSES.filter((name) => !values.has(name))).toEqual([]);
  });
});

test('a packed key comes with one value by merge and with another by replace, so that what it changes for good shows', () => {
  const plans = enumerate(contractNamed('server'), EVERYWHERE);
  const valueOf = (op: string): unknown => plainSteps(plans.filter(({ title }) => title.startsWith('packed'))).flatMap((step) => (step.op === op && 'entries' in step ? step.entries : [])).find(([key]) => key === 'name')?.[1];
  expect(valueOf('merge')).toMatch(/^of-key-/);
  expect(valueOf('replace')).toBe(String(valueOf('merge')).replace('of', 'by'));
});
