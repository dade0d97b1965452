import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HistoryError, precedes } from './history.ts';
import type { MapState, Operation } from './history.ts';
import { search } from './search.ts';
import { DEFECTS, FINAL_READ, arbitraryHistory, arbitraryIntents, inLanes, simulate } from './simulated-history.ts';
import type { SimulatedHistory } from './simulated-history.ts';

describe('search', () => {
  test('agrees with a brute force over every order on 10,000 histories of correct and broken servers', () => {
    const verdicts = new Map(DEFECTS.map((defect) => [defect, { linearizable: 0, violation: 0 }]));
    fc.assert(fc.property(arbitraryHistory(6), ({ initial, operations, defect }) => {
      const expected = bruteForce(operations, initial);
      const result = search(operations, [initial]);
      const counts = verdicts.get(defect);
      expect(result.kind).toBe(expected.size > 0 ? 'linearizable' : 'violation');
      if (result.kind === 'unknown' || counts === undefined) return;
      counts[result.kind] += 1;
      if (result.kind === 'linearizable') {
        expect(new Set(result.finalStates.map(nameOf))).toEqual(expected);
        expectRealOrder(result.order, operations);
      } else {
        expectEarliest(result.at, operations, initial);
        expectRealOrder(result.prefix, operations);
        expect(result.pending).toContain(result.at);
      }
    }), { numRuns: 10_000, seed: 20_250_401 });
    expect(verdicts.get('none')).toMatchObject({ violation: 0 });
    for (const defect of DEFECTS) expect(verdicts.get(defect)?.linearizable).toBeGreaterThan(500);
    for (const defect of DEFECTS.filter((one) => one !== 'none')) expect(verdicts.get(defect)?.violation, defect).toBeGreaterThan(50);
    expect(verdicts.values().reduce((sum, { violation }) => sum + violation, 0)).toBeGreaterThan(1_000);
  });
});

describe('the cost of a search', () => {
  const long = [1, 2, 3].map((seed) => longHistory(seed));

  test('200 operations with 8 in flight take few configurations, right or wrong', () => {
    for (const { operations, initial } of long) {
      expect(search(operations, [initial])).toMatchObject({ kind: 'linearizable', explored: expect.toSatisfy((n: number) => n < 20_000) });
      const last = operations.findLast(({ kind }) => kind === 'read');
      const broken = operations.map((operation) => (operation === last ? { ...last, map: new Map([['a', 'nobody wrote this']]) } : operation));
      expect(search(broken, [initial])).toMatchObject({ kind: 'violation', at: last?.id, explored: expect.toSatisfy((n: number) => n < 20_000) });
    }
  });

  test('200 writes with one read at the end do too, since only what it saw matters', () => {
    for (const { operations, initial } of long) {
      const writes = operations.filter(({ kind, id }) => !kind.startsWith('read') || id === 200).map((operation) => (operation.kind === 'remove' ? { ...operation, found: null } : operation));
      expect(search(writes, [initial])).toMatchObject({ kind: 'linearizable', explored: expect.toSatisfy((n: number) => n < 20_000) });
    }
  });

  test('32 concurrent writes of different keys are searched key by key', () => {
    const writes = Array.from({ length: 32 }, (_, id): Operation => ({ id, calledAt: 0, returnedAt: 9, outcome: 'acknowledged', kind: 'upsert', key: `k${id}`, value: 'v' }));
    const read = (missing: number): Operation => ({ id: 99, calledAt: 10, returnedAt: 11, outcome: 'acknowledged', kind: 'read', map: new Map(writes.filter(({ id }) => id !== missing).map(({ id }) => [`k${id}`, 'v'])) });
    expect(search([...writes, read(-1)], [new Map()])).toMatchObject({ kind: 'linearizable', explored: 32 });
    expect(search([...writes, read(7)], [new Map()])).toMatchObject({ kind: 'violation', at: 99 });
  });

  test('a key that is wrong on its own is found even when the search of all together gives up', () => {
    const writes = Array.from({ length: 14 }, (_, id): Operation => ({ id, calledAt: 0, returnedAt: 9, outcome: 'acknowledged', kind: 'merge', entries: new Map([[`k${id}`, 'v'], [`k${id + 1}`, `${id}`]]) }));
    const read: Operation = { id: 99, calledAt: 5, returnedAt: 11, outcome: 'acknowledged', kind: 'read', map: new Map([['k3', 'nobody wrote this']]) };
    expect(search([...writes, read], [new Map()], { maxConfigurations: 200 })).toMatchObject({ kind: 'violation', at: 99 });
    expect(search(writes, [new Map()], { maxConfigurations: 200 })).toEqual({ kind: 'unknown', explored: 200 });
  });
});

describe('what a search starts from', () => {
  const read = (id: number, calledAt: number, map: MapState): Operation => ({ id, calledAt, returnedAt: calledAt + 1, outcome: 'acknowledged', kind: 'read', map });
  const [one, two] = [new Map([['a', '1']]), new Map([['a', '2']])];

  test('any of the initial maps will do, and the others are forgotten', () => {
    expect(search([read(1, 0, two)], [one, two])).toMatchObject({ kind: 'linearizable', finalStates: [two] });
    expect(search([read(1, 0, two), read(2, 5, one)], [one, two])).toMatchObject({ kind: 'violation', at: 2 });
  });

  test('an unanswered write may act after later reads, once, or never', () => {
    const lost: Operation = { id: 9, calledAt: 0, returnedAt: null, outcome: 'unknown', kind: 'upsert', key: 'a', value: '2' };
    expect(search([lost, read(1, 5, one), read(2, 9, two)], [one])).toMatchObject({ kind: 'linearizable', finalStates: [two] });
    expect(search([lost, read(1, 5, one)], [one])).toMatchObject({ kind: 'linearizable', finalStates: [one, two] });
    expect(search([lost, read(1, 5, two), read(2, 9, one)], [one])).toMatchObject({ kind: 'violation', at: 2 });
  });

  test('a history that contradicts itself is refused', () => {
    expect(() => search([read(1, 0, one), read(1, 5, one)], [one])).toThrow(HistoryError);
    expect(() => search([{ ...read(1, 5, one), returnedAt: 4 }], [one])).toThrow(HistoryError);
    expect(() => search([], [])).toThrow(HistoryError);
  });
});

/** 200 operations of 8 clients that never pause, each write with a value of its own, and a read when all is over. */
function longHistory(seed: number): SimulatedHistory {
  const intents = fc.sample(fc.tuple(arbitraryIntents(400, 4), arbitraryIntents(400, 4)), { seed, numRuns: 1 }).flat(2).slice(0, 200);
  const lanes = inLanes(intents.map((intent, index) => ({
    ...intent,
    value: `v${index}`,
    entries: new Map([...intent.entries].map(([key, value]) => [key, value === null ? null : `v${index}`])),
    fate: 'answered',
    answers: false,
  })), 8);
  expect(lanes).toHaveLength(200);
  const calledAt = Math.max(...lanes.map((lane) => lane.calledAt + lane.duration)) + 1;
  return simulate(new Map(), [...lanes, { ...FINAL_READ, calledAt }], 'none');
}

/**
 * The final states of every order of every choice of optional operations; empty: not linearizable. Shares no code with the search.
 * Unanswered operations are optional, and so is what has not yet returned `by` some time.
 */
function bruteForce(operations: readonly Operation[], initial: MapState, by: (returnedAt: number) => boolean = () => true): Set<string> {
  const finals = new Set<string>();
  const mayBeLeft = (operation: Operation): boolean => isOptional(operation) || !by(operation.returnedAt ?? Infinity);
  const visit = (left: readonly Operation[], state: MapState): void => {
    if (left.every(mayBeLeft)) finals.add(nameOf(state));
    for (const operation of left) {
      if (left.some((other) => !isOptional(other) && other.returnedAt !== null && other.returnedAt < operation.calledAt)) continue;
      const next = naiveApply(state, operation);
      if (next !== null) visit(left.filter((other) => other !== operation), next);
    }
  };
  visit(operations.filter(({ outcome }) => outcome !== 'refused'), initial);
  return finals;
}

function isOptional(operation: Operation): boolean {
  return operation.outcome === 'unknown';
}

function naiveApply(state: MapState, operation: Operation): MapState | null {
  const next = new Map(operation.kind === 'replace' ? [] : state);
  if (operation.kind === 'read' && !isOptional(operation)) return nameOf(state) === nameOf(operation.map) ? state : null;
  if (operation.kind === 'read-item' && !isOptional(operation)) return (state.get(operation.key) ?? null) === operation.value ? state : null;
  if (operation.kind === 'remove') {
    const wasThere = next.delete(operation.key);
    if (!isOptional(operation) && operation.found !== null && operation.found !== wasThere) return null;
  }
  if (operation.kind === 'upsert') next.set(operation.key, operation.value);
  if (operation.kind === 'merge' || operation.kind === 'replace') {
    for (const [key, value] of operation.entries) {
      next.delete(key);
      if (value !== null) next.set(key, value);
    }
  }
  return operation.answer === undefined || nameOf(operation.answer) === nameOf(next) ? next : null;
}

/** What was called up to the return of `at` has no order; when `at` need not have acted yet, it has one. */
function expectEarliest(at: number, operations: readonly Operation[], initial: MapState): void {
  const end = operations.find(({ id }) => id === at)?.returnedAt ?? Infinity;
  const called = operations.filter(({ calledAt }) => calledAt <= end);
  expect(bruteForce(called, initial, (returnedAt) => returnedAt <= end).size).toBe(0);
  expect(bruteForce(called, initial, (returnedAt) => returnedAt < end).size).toBeGreaterThan(0);
}

function expectRealOrder(order: readonly { readonly id: number; readonly at: number }[], operations: readonly Operation[]): void {
  const placed = order.map(({ id }) => operations.find((operation) => operation.id === id));
  for (const [index, earlier] of placed.entries()) {
    for (const later of placed.slice(index + 1)) expect(earlier !== undefined && later !== undefined && precedes(later, earlier)).toBe(false);
  }
}

function nameOf(state: MapState): string {
  return JSON.stringify([...state].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
