import { defineInvariant, effectConstraints, findingAt, show, writeEffects } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { sameValue } from '../reading/effect.ts';
import { classesOfSeen, keyFindingClass } from '../reading/seen-classes.ts';

export default defineInvariant({
  id: 'answers-tell-what-is-stored',
  speaks: 34,
  claim: 'What the answer to a write says of the map is what the next read shows.',
  covers: ['C-RESP-EQ-STORE', 'MERGE-RESP-SUPER', 'AGG-CASE-NULL', 'REPL-RESP', 'IMG-KERNEL', 'IMG-RESERVED'],
  restsOn: (contract) => effectConstraints(contract, writeEffects(contract).filter((effect) => effect !== 'remove')),
  needs: (contract) => writeEffects(contract).flatMap((effect) => (effect === 'remove' ? [] : cellsOf(effect, ['plain']))),
  judge: ({ trace, contract, reading, exercise, find }) => {
    for (const seen of reading.writes) {
      if (seen.concurrent || seen.outcome !== 'accepted' || seen.answered === null || seen.after === null || seen.ask.operation === null) continue;
      // An answer without any of what was sent tells nothing of it; that it should is for another invariant to say.
      if (seen.answered.size === 0 && (seen.ask.sent?.size ?? 0) > 0) continue;
      exercise(seen.ask.effect, classesOfSeen(seen, trace, contract));
      for (const [key, value] of seen.answered) {
        // Where no read shows what this write left of a key, nobody can tell whether the answer was right.
        if (seen.after.inferred?.has(key) === true || sameValue(seen.after.map.get(key), value)) continue;
        find(findingAt(seen, {
          class: keyFindingClass(seen, key, trace, contract),
          constraint: seen.ask.operation.effectConstraint,
          expected: `the next read shows ${show(key)} with ${show(value)}, as answered`,
          actual: `it shows ${seen.after.map.has(key) ? show(seen.after.map.get(key)) : 'no such key'}`,
          exchanges: [seen.after.exchange],
        }));
      }
    }
  },
});
