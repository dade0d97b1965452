import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { Detection, Hit } from '../../specs/detection.fixture.ts';
import type { Fault } from '../../targets/reference/fault.ts';
import schema from './kill-matrix.schema.json' with { type: 'json' };
import { makeMatrix, type Outcome } from './matrix.ts';
import { killPage } from './page.ts';
import { problems } from './problems.ts';
import { percentile } from './summary.ts';
import { rowLine, summaryLines } from './text.ts';

const isMatrix = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

function fault(id: string, more: Partial<Fault> = {}): Fault {
  return { id, title: `what ${id} | does`, cites: 'plausible', catalogue: 'M01', kind: 'fault', expected: ['sharp'], change: () => ({}), ...more };
}

function hit(invariant: string, requests: number): Hit {
  return { contract: 'server', invariant, class: 'plain', requests };
}

function outcome(of: string | null, seed: number, hits: readonly Hit[], steps: number | null = null): Outcome {
  const smallest = steps === null ? null : { contract: 'server', invariant: 'sharp', steps };
  const detection: Detection = { hits, spent: { server: 100 }, smallest, durationMs: 5 };
  return { task: { fault: of, seed, profile: 'de-facto' }, answer: { kind: 'detected', detection } };
}

const invariants = [{ id: 'sharp' }, { id: 'blunt' }];

function matrixOf(faults: readonly Fault[], outcomes: readonly Outcome[]): ReturnType<typeof makeMatrix> {
  return makeMatrix(faults, invariants, outcomes, 'full', true);
}

test('a fault counts as caught by an expected invariant only where one found it', () => {
  const matrix = matrixOf([fault('one'), fault('two')], [outcome('two', 1, [hit('blunt', 7)], 4), outcome('one', 1, [hit('blunt', 9), hit('sharp', 30)], 2)]);
  expect(isMatrix(matrix), JSON.stringify(isMatrix.errors)).toBe(true);
  expect(matrix.summary).toMatchObject({ faults: 2, caught: 2, caughtByExpected: 1, requests: { median: 7, p90: 9 }, smallPlans: 0.5, idle: [] });
  expect(matrix.faults[0]?.runs[0]).toMatchObject({ killers: ['blunt', 'sharp'], expected: true, requests: 9, requestsToExpected: 30, steps: 2 });
  expect(problems(matrix)).toEqual(['two was caught by none of sharp at seed 1, only by blunt']);
});

test('a deterministic fault has to be caught at every seed, a probabilistic one at 95 % of twenty', () => {
  const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
  const runs = (id: string, missed: number): readonly Outcome[] => seeds.map((seed) => outcome(id, seed, seed <= missed ? [] : [hit('sharp', 1), hit('blunt', 2)]));
  const rare = (id: string): Fault => fault(id, { probabilistic: true });
  const matrix = matrixOf([fault('steady'), rare('now'), rare('then')], [...runs('steady', 1), ...runs('now', 1), ...runs('then', 2)]);
  expect(problems(matrix)).toEqual(['steady was caught by none of sharp at seed 1', 'then was caught at 90 % of 20 seeds, not at 95 %']);
});

test('flagging what is legal, an idle invariant and a crash are problems', () => {
  const crash: Outcome = { task: { fault: 'lost', seed: 3, profile: 'de-facto' }, answer: { kind: 'crashed', message: 'boom\n  at somewhere' } };
  const matrix = matrixOf([fault('odd', { kind: 'tolerated', expected: [] }), fault('lost', { probabilistic: true })], [outcome('odd', 1, [hit('blunt', 3)]), outcome(null, 2, [hit('blunt', 4)]), crash]);
  expect(isMatrix(matrix), JSON.stringify(isMatrix.errors)).toBe(true);
  expect(problems(matrix)).toEqual([
    'odd is tolerated, and was flagged at seed 1: server blunt plain',
    'the faultless cloud was flagged at seed 2: server blunt plain',
    'the invariant sharp catches no fault', 'the invariant blunt catches no fault',
    'lost at seed 3 came to no end: boom',
  ]);
});

test('an idle invariant is a problem in a run over everything, unless a run that went on for its sake heard it', () => {
  const quick = [outcome('one', 1, [hit('sharp', 1)])];
  const waited = outcome('one', 1, [hit('blunt', 40)]);
  const further: Outcome = { ...waited, task: { ...waited.task, until: 'blunt' } };
  expect(problems(makeMatrix([fault('one')], invariants, quick, 'first', false))).toEqual([]);
  expect(problems(makeMatrix([fault('one')], invariants, quick, 'first', true))).toEqual(['the invariant blunt catches no fault']);
  const matrix = makeMatrix([fault('one')], invariants, [...quick, further], 'first', true);
  expect(problems(matrix)).toEqual([]);
  expect(matrix.faults[0]?.runs).toHaveLength(1);
});

describe('presentation', () => {
  const matrix = matrixOf([fault('one'), fault('odd', { kind: 'tolerated', expected: [] })], [outcome('one', 1, [hit('blunt', 9), hit('sharp', 30)], 2), outcome('odd', 1, [])]);

  test('a line names verdict, requests, steps and killers, the expected ones first', () => {
    expect(rowLine(matrix.faults[0]!).split(/\s+/u)).toEqual(['caught', 'M01', 'one', '9', 'requests', '2', 'steps', 'sharp*', 'blunt']);
    expect(rowLine(matrix.faults[1]!)).toMatch(/^tolerated /u);
  });

  test('the page has a row for each fault, variant and invariant, and escapes what would end a cell', () => {
    const rows = killPage(matrix).split('\n').filter((line) => line.startsWith('| `'));
    expect(rows).toEqual([
      String.raw`| ${'`one`'} | M01 | what one \| does | 1/1 | 9 | 2 | sharp\*, blunt |`,
      String.raw`| ${'`odd`'} | M01 | what odd \| does | de-facto | 0/1 |`,
      '| `sharp` | 1 |', '| `blunt` | 1 |',
    ]);
  });

  test('the figures stand at the end', () => {
    expect(summaryLines(matrix.summary)).toEqual([
      '1 faults: 1 caught, 1 by an expected invariant', '1 tolerated variants: 0 flagged', 'requests to the first finding: median 9, 90th percentile 9',
      'shrunk plans of at most three steps: 100 %', 'invariants that catch nothing: none',
    ]);
  });
});

test('a percentile is one of the numbers', () => {
  expect([percentile([], 0.5), percentile([3, 1, 2], 0.5), percentile([4, 1, 3, 2], 0.5), percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)]).toEqual([null, 2, 2, 9]);
});
