import { defineInvariant, effectConstraints, findingAt, show } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { classesOfSeen } from '../reading/seen-classes.ts';
import { mustRefuse } from '../reading/trace-reading.ts';

export default defineInvariant({
  id: 'null-removes-the-key',
  speaks: 70,
  claim: 'Where null removes, a key merged with null is not in the map afterwards.',
  covers: ['AGG-NULL-DEL', 'AGG-NULL-ABSENT', 'AGG-NULL-MIX'],
  restsOn: (contract) => (contract.operations.some((operation) => operation.nullMeans === 'removes') ? effectConstraints(contract, ['merge']) : []),
  needs: (contract) => (contract.operations.some((operation) => operation.nullMeans === 'removes') ? cellsOf('merge', ['map:null-removes', 'map:null-absent']) : []),
  judge: ({ trace, contract, reading, exercise, find }) => {
    for (const seen of reading.writes) {
      const { operation, sent, effect } = seen.ask;
      if (operation?.nullMeans !== 'removes' || sent === null || seen.concurrent || seen.outcome !== 'accepted' || seen.after === null || mustRefuse(seen)) continue;
      const removed = [...sent].filter(([, value]) => value === null).map(([key]) => key);
      if (removed.length === 0) continue;
      exercise(effect, classesOfSeen(seen, trace, contract));
      for (const key of removed.filter((name) => seen.after?.map.has(name))) {
        find(findingAt(seen, {
          class: seen.before?.map.has(key) === true ? 'map:null-removes' : 'map:null-absent',
          constraint: operation.effectConstraint,
          expected: `${show(key)} is gone`,
          actual: `the map holds it with ${show(seen.after.map.get(key))}`,
          exchanges: [seen.after.exchange],
        }));
      }
    }
  },
});
