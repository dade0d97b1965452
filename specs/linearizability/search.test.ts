import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { precedes } from './history.ts';
import type { MapState, Operation } from './history.ts';
import { search } from './search.ts';
import { DEFECTS, arbitraryHistory } from './simulated-history.ts';

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
