/** Random boundaries, addressing and bystanders. */
import * as fc from 'fast-check';
import type { Contract } from '../../contracts/contract.ts';
import { entriesFrom, largeMaps, smallMaps } from '../entries.ts';
import { keyPools } from '../keys.ts';
import { isAddressable, operationOf } from '../limits.ts';
import { percentEncode } from '../percent-encode.ts';
import type { PlanContext } from '../plan-context.ts';
import type { Entry, Step } from '../plan.ts';
import { isPossible, merge, readItem, readMap, readResource, removal, remove, replace, upsert } from '../steps.ts';
import { validValues } from '../values.ts';
import { stepsOver } from './history-plans.ts';
import type { RandomPlan } from './random-plan.ts';

/** Maps full of classes and lengths, by every effect that takes a map; one pair of them by upsert and removal. */
export function boundaryPlans(contract: Contract, context: PlanContext): fc.Arbitrary<RandomPlan> {
  const maps = fc.oneof(smallMaps(contract, context), largeMaps(contract, context));
  return fc.tuple(maps, maps, validValues(contract)).map(([first, second, value]) => {
    const pair = second.find(([key]) => isAddressable(contract, key));
    const items: readonly Step[] = pair === undefined ? [] : [upsert(pair[0], pair[1]), upsert(pair[0], value), readItem(pair[0]), removal(contract, pair[0])];
    const steps = [merge(first), replace(second), ...items, replace(first), readResource()].filter((step) => isPossible(contract, context, step));
    return { title: 'random boundaries', start: { subject: [] }, steps };
  });
}

/** A key as a path segment with some of its characters escaped that need not be. */
function spelled(key: string): fc.Arbitrary<string> {
  const characters = Array.from(key);
  return fc.array(fc.boolean(), { minLength: characters.length, maxLength: characters.length, size: 'max' }).map((flags) =>
    characters.map((character, index) => (flags[index] === true && /^[A-Za-z0-9_-]$/.test(character) ? `%${character.charCodeAt(0).toString(16)}` : percentEncode(character))).join(''));
}

function addressed(contract: Contract, key: string): fc.Arbitrary<readonly Step[]> {
  return fc.tuple(spelled(key), spelled(key), validValues(contract)).map(([one, other, value]) => [
    upsert(key, value, { twists: [{ kind: 'raw-key', segment: one }] }), readItem(key, { twists: [{ kind: 'raw-key', segment: other }] }), remove(key, { twists: [{ kind: 'raw-key', segment: one }] }), readItem(key),
  ]);
}

/** Keys spelled in several ways in the URL; null where the contract has no items. */
export function addressingPlans(contract: Contract, context: PlanContext): fc.Arbitrary<RandomPlan> | null {
  if (operationOf(contract, 'upsert') === undefined && operationOf(contract, 'read', 'item') === undefined) return null;
  return keyPools(contract, 2, 4).map((pool) => pool.filter((key) => isAddressable(contract, key))).filter((pool) => pool.length > 0).chain((pool) =>
    fc.tuple(entriesFrom(contract, pool), fc.tuple(...pool.slice(0, 2).map((key) => addressed(contract, key)))).map(([start, lists]) => ({
      title: 'random spellings of a key', start: { subject: start }, steps: lists.flat().filter((step) => isPossible(contract, context, step)),
    })));
}

function onBystander(step: Step): Step {
  return step.op === 'concurrent' ? step : { ...step, slot: 'bystander' };
}

/** Histories on two resources with the same keys, each read after the other was written; null where there is one resource only. */
export function bystanderPlans(contract: Contract, context: PlanContext): fc.Arbitrary<RandomPlan> | null {
  if (!context.slots.includes('bystander')) return null;
  const look = operationOf(contract, 'read', 'map') === undefined ? readResource : readMap;
  return keyPools(contract, 2, 4).chain((pool) => {
    const start: fc.Arbitrary<readonly Entry[]> = entriesFrom(contract, pool);
    const step = fc.tuple(stepsOver(contract, context, pool), fc.integer({ min: 0, max: 3 })).map(([one, roll]): readonly Step[] =>
      (roll === 0 ? [onBystander(one), look()] : [one, look({ slot: 'bystander' })]));
    return fc.tuple(start, start, fc.array(step, { minLength: 3, maxLength: 5, size: 'max' })).map(([subject, bystander, lists]) => ({
      title: 'random writes beside a bystander', start: { subject, bystander }, steps: lists.flat(),
    }));
  });
}
