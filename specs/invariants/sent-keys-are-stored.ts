import { effectConstraints, findingAt, defineInvariant, showKeys, writeEffects } from '../invariant-kit.ts';
import { storedPairCells } from '../needed-classes.ts';
import { classesOfSeen, keyFindingClass } from '../reading/seen-classes.ts';
import { storedPairs } from '../reading/stored-pairs.ts';

export default defineInvariant({
  id: 'sent-keys-are-stored',
  speaks: 68,
  claim: 'Every key of an accepted merge, replace or upsert is in the map afterwards.',
  covers: ['MERGE-MATCH', 'MERGE-CREATE', 'MERGE-MANY', 'UPS-CREATE', 'UPS-URLENC', 'UPS-SUFFIX', 'C-ALL-OR-NOTHING', 'C-KEY-CORE', 'C-KEY-255', 'C-KEY-CASE', 'C-KEY-SPECIAL', 'C-KEY-DOTTED', 'C-KEY-SPACE', 'C-VAL-EMPTY', 'C-RYW', 'LIST-COMPLETE', 'IMG-UPS-CREATE', 'IMG-RESERVED', 'IMG-CASE', 'AGG-SET', 'AGG-EMPTYSTR', 'AGG-CASE', 'LAW-MODEL'],
  restsOn: (contract) => effectConstraints(contract, writeEffects(contract).filter((effect) => effect !== 'remove')),
  needs: (contract) => storedPairCells(contract, writeEffects(contract)),
  judge: ({ trace, contract, reading, exercise, find }) => {
    for (const seen of reading.writes) {
      const pairs = storedPairs(seen);
      if (pairs === null) continue;
      exercise(seen.ask.effect, classesOfSeen(seen, trace, contract));
      const missing = pairs.sent.filter(([key]) => !pairs.after.has(key));
      for (const [key] of missing) {
        find(findingAt(seen, {
          class: keyFindingClass(seen, key, trace, contract),
          constraint: pairs.operation.effectConstraint,
          expected: `the map holds ${showKeys([key])}`,
          actual: `the map does not: ${missing.length} of ${pairs.sent.length} sent keys are missing`,
          exchanges: [pairs.readBy],
        }));
      }
    }
  },
});
