import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgePasses } from './passes.ts';
import { minimise } from './minimise.ts';
import type { Minimised } from './minimise.ts';
import { relevantOperations } from './history.ts';
import { search } from './search.ts';
import { arbitraryHistory, inLanes, arbitraryIntents, simulate } from './simulated-history.ts';
import type { Defect } from './simulated-history.ts';
import { strangeValues } from './strange-values.ts';

describe('minimise', () => {
  test('what is left is a violation, and no smaller by one operation with the same anomaly', () => {
    let minimised = 0;
    fc.assert(fc.property(arbitraryHistory(8), ({ operations, initial }) => {
      const small = minimise(operations, [initial]);
      expect(small === null).toBe(search(operations, [initial]).kind === 'linearizable');
      if (small === null) return;
      minimised += 1;
      expect(search(small.history, small.initial).kind).toBe('violation');
      expect(small.history.length).toBeLessThanOrEqual(relevantOperations(operations).length);
      expect(strangeValues(small.history, small.initial).isSubsetOf(strangeValues(operations, [initial]))).toBe(true);
      for (const dropped of small.history) {
        const smaller = minimise(small.history.filter((operation) => operation !== dropped), small.initial);
        const isMeaningful = strangeValues(small.history.filter((operation) => operation !== dropped), small.initial).isSubsetOf(strangeValues(operations, [initial]));
        if (smaller !== null && isMeaningful) expect(smaller.diagnosis.anomaly).not.toBe(small.diagnosis.anomaly);
      }
    }), { numRuns: 1_000, seed: 7 });
    expect(minimised).toBeGreaterThan(100);
  });

  test.each<[Defect, string, number]>([
    ['lost-update', 'lost-update', 3],
    ['torn-replace', 'empty-window', 3],
    ['dirty-read', 'partial-merge-read', 3],
  ])('a long history of a server with %s comes down to %s in at most %i operations', (defect, anomaly, most) => {
    const found = smallest(defect, anomaly);
    expect(found?.diagnosis.anomaly).toBe(anomaly);
    expect(found?.history.length).toBeLessThanOrEqual(most);
  });
});

/** The smallest of what some 40-operation histories with a defect come down to. */
function smallest(defect: Defect, anomaly: string): Minimised | undefined {
  const histories = fc.sample(arbitraryIntents(40, 4), { seed: 11, numRuns: 12 })
    .map((intents) => simulate(new Map([['z', '0']]), inLanes(intents.map((intent) => ({ ...intent, fate: 'answered' })), 3), defect));
  return histories.flatMap(({ operations, initial }) => {
    const judged = judgePasses(operations, [initial]);
    const small = judged.kind === 'violation' ? minimise(judged.history, [initial]) : null;
    return small !== null && small.diagnosis.anomaly === anomaly ? [small] : [];
  }).toSorted((a, b) => a.history.length - b.history.length)[0];
}
