import { defineInvariant, effectConstraints, findingAt, offers, provenBy, showKeys } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { classesOfSeen, requestShape } from '../reading/seen-classes.ts';
import { storedPairs } from '../reading/stored-pairs.ts';

export default defineInvariant({
  id: 'replace-removes-absent-keys',
  speaks: 74,
  claim: 'After a replace the map holds no key that was there before and was not sent.',
  covers: ['REPL-EXACT', 'REPL-DROP', 'REPL-EMPTY', 'REPL-ABSORB', 'IMG-REPL-EXACT', 'LAW-REPL-ABSORB', 'LAW-REPL-FROM-MERGE'],
  restsOn: (contract) => effectConstraints(contract, ['replace']),
  needs: (contract) => (offers(contract, 'replace') ? cellsOf('replace', ['map:disjoint', 'map:mixed', 'map:overwrite', 'map:empty']) : []),
  judge: ({ trace, contract, reading, exercise, find }) => {
    for (const seen of reading.writes) {
      if (seen.ask.effect !== 'replace' || seen.before === null || seen.before.map.size === 0) continue;
      const pairs = storedPairs(seen);
      if (pairs === null) continue;
      exercise('replace', classesOfSeen(seen, trace, contract));
      const kept = [...seen.before.map.keys()].filter((key) => !seen.ask.sent?.has(key) && pairs.after.has(key));
      if (kept.length === 0) continue;
      find(findingAt(seen, {
        class: requestShape(seen, trace, contract),
        constraint: pairs.operation.effectConstraint,
        expected: `exactly the ${pairs.sent.length} pairs sent`,
        actual: `${showKeys(kept)} still there from before`,
        exchanges: [...provenBy(seen.before, kept), pairs.readBy],
      }));
    }
  },
});
