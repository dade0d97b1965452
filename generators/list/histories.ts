/** The basics: what merge, replace, upsert and remove do to the keys they name and to all others. */
import type { Contract } from '../../contracts/contract.ts';
import { isHazardousClass, itemLimit, nullRemoves } from '../limits.ts';
import type { PlanContext } from '../plan-context.ts';
import type { Entry, Step } from '../plan.ts';
import { merge, readItem, readMap, readResource, removal, remove, replace, upsert } from '../steps.ts';
import type { Draft } from './draft.ts';
import { lookAlikes } from './look-alikes.ts';

const THREE: readonly Entry[] = [['a', '1'], ['b', '2'], ['c', '3']];
const MANY = 100;

/** What each effect does at its simplest: where it is wrong there, nothing else need be asked. */
function basics(contract: Contract): readonly Draft[] {
  const draft = (effect: Step['op'], start: readonly Entry[], steps: readonly Step[]): Draft => ({ family: 'history', title: `${effect} at its simplest`, start, steps, point: ({ op }) => op === effect });
  return [
    // One value stays as it is, one grows, one shrinks, one key is left alone.
    draft('merge', [...THREE, ['long', 'a longer value']], [merge([['a', '1'], ['b', '20'], ['long', 'cut']]), merge([['d', '4']]), merge([])]),
    draft('replace', THREE, [replace([['b', '20'], ['d', '4']]), replace([['b', '20'], ['d', '4']]), readItem('a'), replace([])]),
    ...(nullRemoves(contract) ? [{ ...draft('merge', THREE, [merge([['b', null]]), merge([['nowhere', null]])]), title: 'null at its simplest' }] : []),
  ];
}

function mergeDrafts(contract: Contract): readonly Draft[] {
  const kept: Draft = {
    family: 'history', title: 'merge keeps what it does not name', later: true, start: THREE,
    steps: [merge([['a', '10'], ['e', '10']]), readResource(), merge([['a', '10'], ['e', '10']]), readItem('c')],
  };
  const fromEmpty: Draft = {
    family: 'history', title: 'merge into an empty map', start: [], bystander: [],
    // An item that was asked for before it was there, and values that are nearly those that are there.
    steps: [readMap(), readResource(), merge([]), readItem('a'), merge([...THREE, ...lookAlikes(contract, 'first')]), merge([['a', ''], ...lookAlikes(contract, 'second')]), readItem('a'), readResource()],
  };
  return [kept, fromEmpty];
}

/** Nobody writes, and everything stays: reads in a row, by every view. */
function stillDrafts(): readonly Draft[] {
  const reads = [readMap(), readResource(), readMap(), readMap(), readResource(), readItem('c'), readResource(), readMap()];
  return [{ family: 'history', title: 'what nobody writes stays', start: THREE, steps: reads }];
}

function replaceDrafts(contract: Contract): readonly Draft[] {
  const wiped: Draft = {
    family: 'history', title: 'replace leaves nothing behind', start: THREE,
    steps: [
      replace([['x', '1'], ['y', '2'], ...lookAlikes(contract, 'first')]), replace([['x', '1'], ['y', '2'], ...lookAlikes(contract, 'second')]), replace([['x', '10']]),
      replace([]), readResource(), replace(THREE),
    ],
  };
  const revived: Draft = {
    family: 'history', title: 'a key that a replace dropped comes back with its new value only', start: [['a', 'old'], ['b', '1']],
    steps: [replace([['b', '2']]), merge([['a', 'new']]), replace([['b', '3']]), replace([['a', 'newer']]), upsert('b', 'newest')],
    point: (step) => step.op === 'replace',
  };
  return [wiped, revived];
}

/** An item that was asked for when it was not there is there as soon as it is written, by whichever effect. */
function askedBefore(): readonly Draft[] {
  const steps = [readItem('new'), upsert('new', '1'), readItem('new'), remove('new'), readItem('new'), replace([['a', '1'], ['new', '2']]), readItem('new'), upsert('new', '3'), readItem('new'), replace([['a', '1']]), readItem('new')];
  return [{ family: 'history', title: 'an item is what was written last, whenever it was asked for', later: true, start: THREE, steps }];
}

function upsertDrafts(): readonly Draft[] {
  const one: Draft = {
    family: 'history', title: 'upsert changes one item', later: true, start: THREE,
    steps: [upsert('b', 'twenty'), upsert('b', '2'), upsert('b', '2'), upsert('b', ''), readItem('b'), readResource()],
  };
  const fromEmpty: Draft = { family: 'history', title: 'upsert into an empty map', later: true, start: [], steps: [upsert('a', '1'), upsert('b', '2')] };
  return [one, fromEmpty];
}

function removeDrafts(contract: Contract): readonly Draft[] {
  const start: readonly Entry[] = [['a', '1'], ['ab', '2'], ['a.b', '3'], ['b', '4'], ['a_b', '5'], ['axb', '6']];
  const item: Draft = {
    family: 'history', title: 'remove takes one item, and it can come back', start,
    steps: [remove('a'), upsert('a', 'new'), upsert('a_b', '50'), readResource(), remove('b'), merge([['b', 'again']]), replace([['only', 'v']]), remove('only')],
    point: (step) => step.op === 'remove',
  };
  const twin: readonly Entry[] = isHazardousClass(contract, 'map:case-twin') ? [] : [['A', 'upper']];
  const alike: Draft = {
    family: 'history', title: 'remove leaves the keys that are alike', start: [['a', '1'], ['ab', '2'], ['a.b', '3'], ['axb', '4'], ['a_b', '5'], ...twin],
    steps: [merge([['a ', 'padded']]), remove('a'), readResource(), remove('a_b'), readItem('a')], point: (step) => step.op === 'remove',
  };
  return [item, alike];
}

function nullDrafts(contract: Contract): readonly Draft[] {
  if (!nullRemoves(contract)) return [];
  const steps = [
    merge([['b', null]]), readResource(), merge([['b', null]]), merge([['nowhere', null]]), merge([['a', '10'], ['c', null], ['d', '4']]), merge([['c', 'again']]),
    merge([['a', null], ['nowhere', null]]), merge([['d', '']]), merge([['d', 'null'], ['c', 'None']]), merge([['d', null], ['c', null], ['e', null]]),
  ];
  return [{ family: 'history', title: 'null removes, and only what it names', start: THREE, steps }];
}

function manyDrafts(contract: Contract, context: PlanContext): readonly Draft[] {
  const room = Math.min((itemLimit(contract, context) ?? MANY + THREE.length) - THREE.length, MANY);
  const many = Array.from({ length: room }, (_, index): Entry => [`many-${index}`, `${index}`]);
  const changed = many.map(([key], index): Entry => [key, `again ${index}`]);
  return [
    { family: 'history', title: `${room} pairs in one merge`, later: true, start: THREE, steps: [merge(many), readResource(), merge(changed)] },
  ];
}

function mixedDrafts(contract: Contract): readonly Draft[] {
  const steps = [
    upsert('c', '3'), merge([['a', '10'], ['d', '4']]), removal(contract, 'b'), replace([['a', '100'], ['b', 'again']]), removal(contract, 'a'), merge([['a', '1'], ['b', '2']]),
  ];
  return [{ family: 'history', title: 'all effects in turn', start: [['a', '1'], ['b', '2']], steps, later: true }];
}

/** Histories in the order in which they show the commonest defects. */
export function histories(contract: Contract, context: PlanContext): readonly Draft[] {
  return [...basics(contract), ...mergeDrafts(contract), ...stillDrafts(), ...replaceDrafts(contract), ...upsertDrafts(), ...askedBefore(), ...removeDrafts(contract), ...nullDrafts(contract), ...mixedDrafts(contract), ...manyDrafts(contract, context)];
}
