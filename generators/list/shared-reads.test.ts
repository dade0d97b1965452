import { expect, test } from 'vitest';
import { merge, readMap, upsert } from '../steps.ts';
import { readAtTheEnd, sharingReads } from './shared-reads.ts';

const marks = (steps: readonly { readonly readLater?: unknown }[]): readonly unknown[] => steps.map(({ readLater }) => readLater);
const write = merge([['a', '1']]);

test('a refused write shares the read of the next, the last of a row excepted', () => {
  expect(marks(sharingReads([write, write, write]) as never)).toEqual(['refused', 'refused', undefined]);
});

test('a read between writes has what was refused before it read', () => {
  expect(marks(sharingReads([write, readMap(), write]) as never)).toEqual([undefined, undefined, undefined]);
});

test('no read speaks for more than seven', () => {
  const found = marks(sharingReads(Array.from({ length: 20 }, () => write)) as never);
  const rows = found.map((mark) => (mark === undefined ? '|' : '.')).join('');
  expect(rows.split('|').every((row) => row.length <= 6)).toBe(true);
});

test('writes of different keys are read once, at their end', () => {
  expect(marks(readAtTheEnd([upsert('a', '1'), upsert('b', '2'), upsert('c', '3')]) as never)).toEqual(['always', 'always', undefined]);
});
