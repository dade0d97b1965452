import { expect, test } from 'vitest';
import type { Fault } from '../../targets/reference/fault.ts';
import { readArguments } from './read-arguments.ts';
import { tasksFor, tasksForIdle } from './tasks.ts';

function fault(id: string, catalogue: string): Fault {
  return { id, title: id, cites: 'plausible', catalogue, kind: catalogue.startsWith('T') ? 'tolerated' : 'fault', expected: [], change: () => ({}) };
}

const faults = [fault('plain', 'M01'), fault('choice', 'M28'), fault('open', 'T01'), fault('odd', 'T02')];

function tasks(profile: 'de-facto' | 'documented' | null): readonly string[] {
  return tasksFor(faults, { only: null, seeds: [1], cleanSeeds: [], profile, share: 1 }).map((task) => `${task.fault} ${task.profile}`);
}

test('what only one profile knows as a fault, or as tolerated, runs under that one; what is legal first, for it takes longest', () => {
  expect(tasks(null)).toEqual(['open documented', 'odd de-facto', 'plain de-facto', 'choice de-facto']);
  expect(tasks('de-facto')).toEqual(['odd de-facto', 'plain de-facto', 'choice de-facto']);
  expect(tasks('documented')).toEqual(['open documented', 'odd documented', 'plain documented']);
});

test('each chosen fault runs at each seed, the faultless cloud last', () => {
  const chosen = tasksFor(faults, { only: ['odd'], seeds: [4, 5], cleanSeeds: [9], profile: null, share: 1 });
  expect(chosen.map((task) => [task.fault, task.seed])).toEqual([['odd', 4], ['odd', 5], [null, 9]]);
});

test('with a share each tolerated variant has its turn on every part of the contracts', () => {
  const parts = (seed: number): readonly unknown[] => tasksFor(faults, { only: null, seeds: [seed], cleanSeeds: [], profile: null, share: 3 }).map(({ part }) => part?.at);
  expect(parts(1)).toEqual([1, 2, undefined, undefined]);
  expect([1, 2, 3].map((seed) => Number(parts(seed)[0]) % 3).toSorted()).toEqual([0, 1, 2]);
});

test('an idle invariant gets the faults that it is expected to catch', () => {
  const tuned = [{ ...fault('one', 'M01'), expected: ['sharp'] }, { ...fault('two', 'M02'), expected: ['blunt', 'sharp'] }];
  expect(tasksForIdle(tuned, ['blunt'], { only: null, seeds: [4, 5], cleanSeeds: [], profile: null })).toEqual([{ fault: 'two', seed: 4, profile: 'de-facto', until: 'blunt' }]);
});

test('arguments: one seed by default, none beside --clean alone, the page only in full runs over everything', () => {
  expect(readArguments([], ['odd'])).toMatchObject({ seeds: [1], cleanSeeds: [], only: null, first: false, page: 'docs/kill-matrix.md', jobs: 2 });
  expect(readArguments(['--clean', '2', '--from', '5'], ['odd'])).toMatchObject({ seeds: [], cleanSeeds: [5, 6], page: null });
  expect(readArguments(['--seeds', '2', '--only', 'odd'], ['odd'])).toMatchObject({ seeds: [1, 2], only: ['odd'], page: null });
  expect(readArguments(['--first'], ['odd'])).toMatchObject({ first: true, page: null });
});

test('arguments: an unknown fault, number or profile is refused with what is allowed', () => {
  expect(() => readArguments(['--only', 'odd,nosuch'], ['odd'])).toThrow('no fault "nosuch". There are: odd');
  expect(() => readArguments(['--seeds', 'many'], [])).toThrow('expected a whole number, got "many"');
  expect(() => readArguments(['--nosuch'], [])).toThrow("Unknown option '--nosuch'");
  expect(readArguments(['--help'], [])).toBeNull();
  expect(() => readArguments(['--profile', 'strict'], [])).toThrow('expected de-facto or documented, got "strict"');
});
