import { defineInvariant, effectConstraints, findingAt, offers, show } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { classesOfSeen, keyFindingClass } from '../reading/seen-classes.ts';

export default defineInvariant({
  id: 'remove-removes-the-key',
  speaks: 71,
  claim: 'After an accepted removal the key is not in the map.',
  covers: ['DEL-GONE', 'IMG-DEL', 'LAW-DEL-INV'],
  restsOn: (contract) => effectConstraints(contract, ['remove']),
  needs: (contract) => (offers(contract, 'remove') ? cellsOf('remove', ['plain', 'key:dotted', 'key:special-name']) : []),
  judge: ({ trace, contract, reading, exercise, find }) => {
    for (const seen of reading.writes) {
      const { operation, key, effect } = seen.ask;
      if (effect !== 'remove' || operation === null || key === null || seen.concurrent || seen.outcome !== 'accepted' || seen.after === null || !seen.before?.map.has(key)) continue;
      exercise('remove', classesOfSeen(seen, trace, contract));
      if (!seen.after.map.has(key)) continue;
      find(findingAt(seen, {
        class: keyFindingClass(seen, key, trace, contract),
        constraint: operation.effectConstraint,
        expected: `${show(key)} is gone`,
        actual: `the map still holds it with ${show(seen.after.map.get(key))}`,
        exchanges: [seen.after.exchange],
      }));
    }
  },
});
