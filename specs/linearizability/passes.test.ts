import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Action, Operation } from './history.ts';
import { PASSES, judgePasses } from './passes.ts';
import { search } from './search.ts';
import { arbitraryHistory } from './simulated-history.ts';

const A1 = new Map([['a', '1']]);
const EMPTY = new Map<string, string>();

describe('judgePasses', () => {
  test('a lost update is seen by the quiescent reads', () => {
    expect(judgePasses([call(1, 0, 2, { kind: 'upsert', key: 'a', value: '1' }), call(2, 4, 5, { kind: 'read', map: EMPTY })], [EMPTY]))
      .toMatchObject({ kind: 'violation', pass: 'quiescent-reads', violation: { at: 2 } });
  });

  test('what only a reader during a write saw is left to the second pass', () => {
    expect(judgePasses([call(1, 0, 9, { kind: 'merge', entries: new Map([['a', '1'], ['b', '1']]) }), call(2, 1, 2, { kind: 'read', map: A1 })], [EMPTY]))
      .toMatchObject({ kind: 'violation', pass: 'concurrent-reads', violation: { at: 2 } });
  });

  test('two racing removes that both found the key are left to the second pass', () => {
    const history = [call(1, 0, 3, { kind: 'remove', key: 'a', found: true }), call(2, 1, 4, { kind: 'remove', key: 'a', found: true }), call(3, 8, 9, { kind: 'read', map: EMPTY })];
    expect(judgePasses(history, [A1])).toMatchObject({ kind: 'violation', pass: 'concurrent-reads' });
  });

  test('a wrong map in the answer of a write is left to the third pass', () => {
    const write: Operation = { ...call(1, 0, 2, { kind: 'upsert', key: 'a', value: '1' }), answer: EMPTY };
    expect(judgePasses([write, call(2, 4, 5, { kind: 'read', map: A1 })], [EMPTY])).toMatchObject({ kind: 'violation', pass: 'response-bodies', violation: { at: 1 } });
  });

  test('each pass is at least as strict as the one before, and the last as the search', () => {
    const seen = new Map<string, number>();
    fc.assert(fc.property(arbitraryHistory(6), ({ operations, initial }) => {
      const judged = judgePasses(operations, [initial]);
      expect(judged.kind).toBe(search(operations, [initial]).kind);
      const outcome = judged.kind === 'violation' ? judged.pass : judged.kind;
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
    }), { numRuns: 2_000, seed: 3 });
    for (const outcome of [...PASSES, 'linearizable']) expect(seen.get(outcome), outcome).toBeGreaterThan(10);
  });

  test('a search that gives up says so', () => {
    const writes = Array.from({ length: 12 }, (_, id) => call(id, 0, 9, { kind: 'replace', entries: new Map([[`k${id}`, String(id)]]) }));
    expect(judgePasses(writes, [EMPTY], { maxConfigurations: 100 })).toMatchObject({ kind: 'unknown', pass: 'quiescent-reads', explored: 100 });
  });
});

function call(id: number, calledAt: number, returnedAt: number, action: Action): Operation {
  return { id, calledAt, returnedAt, outcome: 'acknowledged', ...action };
}
