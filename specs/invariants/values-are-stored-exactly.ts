import { effectConstraints, findingAt, defineInvariant, show, writeEffects } from '../invariant-kit.ts';
import { storedPairCells } from '../needed-classes.ts';
import { sameValue } from '../reading/effect.ts';
import { classesOfSeen, keyFindingClass } from '../reading/seen-classes.ts';
import { storedPairs } from '../reading/stored-pairs.ts';

export default defineInvariant({
  id: 'values-are-stored-exactly',
  speaks: 66,
  claim: 'A stored value is the string that was sent, code point for code point.',
  covers: ['C-VAL-EXACT', 'C-VAL-STRTYPE', 'C-VAL-EMPTY', 'C-VAL-255', 'C-VAL-255U', 'C-VAL-255A', 'C-NUL', 'C-SURROGATE', 'C-DUPKEY', 'MERGE-MATCH', 'MERGE-IDEMP', 'UPS-REPLACE', 'REPL-RESURRECT', 'DEL-RECREATE', 'IMG-BOOLSTR', 'IMG-JSONPROPS', 'IMG-KERNEL', 'LAW-LWW', 'LAW-ROUNDTRIP'],
  restsOn: (contract) => effectConstraints(contract, writeEffects(contract).filter((effect) => effect !== 'remove')),
  needs: (contract) => storedPairCells(contract, writeEffects(contract)),
  judge: ({ trace, contract, reading, exercise, find }) => {
    for (const seen of reading.writes) {
      const pairs = storedPairs(seen);
      if (pairs === null) continue;
      // Values of which none is stored at all cannot be compared; that the keys are missing is for others to say.
      if (pairs.sent.length > 0 && !pairs.sent.some(([key]) => pairs.after.has(key))) continue;
      exercise(seen.ask.effect, classesOfSeen(seen, trace, contract));
      for (const [key, value] of pairs.sent) {
        const stored = pairs.after.get(key);
        if (!pairs.after.has(key) || sameValue(stored, value)) continue;
        find(findingAt(seen, {
          class: keyFindingClass(seen, key, trace, contract),
          constraint: pairs.operation.effectConstraint,
          expected: `${show(key)} holds ${show(value)}`,
          actual: `it holds ${show(stored)}`,
          exchanges: [pairs.readBy],
        }));
      }
    }
  },
});
