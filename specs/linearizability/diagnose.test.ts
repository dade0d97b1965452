import { describe, expect, test } from 'vitest';
import { diagnose } from './diagnose.ts';
import type { Diagnosis } from './diagnose.ts';
import type { Action, MapState, Operation } from './history.ts';
import { search } from './search.ts';

describe('diagnose', () => {
  test('an acknowledged write that left no mark is a lost update', () => {
    expect(diagnosisOf([call(1, 0, 5, upsert('a', '1')), call(2, 1, 4, upsert('b', '2')), call(3, 9, 9, read({ b: '2' }))]))
      .toEqual({ anomaly: 'lost-update', writers: [1], witness: 3, keys: ['a'] });
  });

  test('an update is also lost when the old value is back', () => {
    expect(diagnosisOf([call(1, 0, 5, upsert('a', 'new')), call(2, 1, 4, upsert('b', '2')), call(3, 9, 9, read({ a: 'old', b: '2' }))], { a: 'old' }))
      .toEqual({ anomaly: 'lost-update', writers: [1], witness: 3, keys: ['a'] });
  });

  test('an update that was read once and then undone by another write is lost', () => {
    expect(diagnosisOf([call(1, 0, 1, upsert('a', '1')), call(2, 2, 3, read({ a: '1' })), call(3, 0, 6, upsert('b', '2')), call(4, 9, 9, read({ b: '2' }))]))
      .toEqual({ anomaly: 'lost-update', writers: [1], witness: 4, keys: ['a'] });
  });

  test('several lost updates of one key are named together', () => {
    expect(diagnosisOf([call(1, 0, 1, upsert('a', '1')), call(2, 2, 3, upsert('a', '2')), call(3, 9, 9, read({}))]))
      .toMatchObject({ anomaly: 'lost-update', writers: [1, 2], keys: ['a'] });
  });

  test('a removed key that is there again is resurrected', () => {
    expect(diagnosisOf([call(1, 0, 5, remove('a')), call(2, 1, 4, upsert('b', '2')), call(3, 9, 9, read({ a: '1', b: '2' }))], { a: '1' }))
      .toEqual({ anomaly: 'resurrected-key', writers: [1], witness: 3, keys: ['a'] });
  });

  test('a map that mixes two replaces is torn', () => {
    expect(diagnosisOf([call(1, 0, 5, replace({ a: '1', b: '1' })), call(2, 1, 4, replace({ a: '2', b: '2' })), call(3, 9, 9, read({ a: '1', b: '2' }))]))
      .toMatchObject({ anomaly: 'torn-replace', witness: 3, keys: ['a', 'b'] });
  });

  test('a union of two disjoint replaces is torn', () => {
    expect(diagnosisOf([call(1, 0, 5, replace({ a: '1' })), call(2, 1, 4, replace({ b: '2' })), call(3, 9, 9, read({ a: '1', b: '2' }))]))
      .toMatchObject({ anomaly: 'torn-replace', witness: 3 });
  });

  test('a map seen empty during a replace shows the empty window', () => {
    expect(diagnosisOf([call(1, 0, 5, replace({ b: '2' })), call(2, 1, 4, read({}))], { a: '1' })).toMatchObject({ anomaly: 'empty-window', writers: [1], witness: 2 });
  });

  test('part of a merge seen by a reader is a partial merge', () => {
    expect(diagnosisOf([call(1, 0, 5, merge({ a: '1', b: '1' })), call(2, 1, 4, read({ a: '1' }))])).toEqual({ anomaly: 'partial-merge-read', writers: [1], witness: 2, keys: ['a', 'b'] });
  });

  test('a read that misses what an earlier read saw is stale', () => {
    expect(diagnosisOf([call(1, 0, 9, upsert('a', '1')), call(2, 1, 2, read({ a: '1' })), call(3, 3, 4, read({}))])).toEqual({ anomaly: 'stale-read', writers: [1], witness: 3, keys: ['a'] });
  });

  test('a read that misses what a later read sees is stale', () => {
    expect(diagnosisOf([call(1, 0, 1, upsert('a', '1')), call(2, 3, 4, read({})), call(3, 5, 6, read({ a: '1' }))])).toMatchObject({ anomaly: 'stale-read', writers: [1], witness: 2 });
  });

  test('a value nobody wrote is mixed', () => {
    expect(diagnosisOf([call(1, 0, 5, upsert('a', 'x')), call(2, 0, 5, upsert('a', 'y')), call(3, 9, 9, read({ a: 'xy' }))])).toEqual({ anomaly: 'mixed-value', writers: [1, 2], witness: 3, keys: ['a'] });
  });

  test('a remove that missed a key nobody removed is none of these by name, yet is diagnosed', () => {
    expect(diagnosisOf([call(1, 0, 1, { kind: 'remove', key: 'a', found: false })], { a: '1' })).toEqual({ anomaly: 'other', writers: [], witness: 1, keys: ['a'] });
  });
});

function diagnosisOf(history: readonly Operation[], initial: Readonly<Record<string, string>> = {}): Diagnosis {
  const maps: readonly MapState[] = [new Map(Object.entries(initial))];
  const violation = search(history, maps);
  if (violation.kind !== 'violation') throw new Error(`expected a violation, got ${violation.kind}`);
  return diagnose(history, maps, violation);
}

function call(id: number, calledAt: number, returnedAt: number, action: Action): Operation {
  return { id, calledAt, returnedAt, outcome: 'acknowledged', ...action };
}

function upsert(key: string, value: string): Action {
  return { kind: 'upsert', key, value };
}

function remove(key: string): Action {
  return { kind: 'remove', key, found: null };
}

function merge(entries: Readonly<Record<string, string | null>>): Action {
  return { kind: 'merge', entries: new Map(Object.entries(entries)) };
}

function replace(entries: Readonly<Record<string, string>>): Action {
  return { kind: 'replace', entries: new Map(Object.entries(entries)) };
}

function read(map: Readonly<Record<string, string>>): Action {
  return { kind: 'read', map: new Map(Object.entries(map)) };
}
