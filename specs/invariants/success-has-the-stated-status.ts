import { defineInvariant, findingAt, writeEffects } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { classesOfSeen, requestShape } from '../reading/seen-classes.ts';

export default defineInvariant({
  id: 'success-has-the-stated-status',
  speaks: 45,
  claim: 'A success is answered with the status that the document states.',
  covers: ['MERGE-200', 'REPL-200', 'UPS-200-BOTH', 'DEL-NOBODY', 'AGG-CREATE-200', 'IMG-STATUS-SET'],
  restsOn: (contract) => contract.operations.map((operation) => operation.success.constraint),
  needs: (contract) => writeEffects(contract).flatMap((effect) => cellsOf(effect, effect === 'upsert' ? ['map:create', 'map:overwrite'] : ['plain'])),
  judge: ({ trace, contract, reading, exercise, find }) => {
    for (const seen of reading.seen) {
      const { operation, effect } = seen.ask;
      const status = seen.exchange.response?.status;
      if (operation === null || seen.outcome !== 'accepted' || status === undefined) continue;
      const classes = classesOfSeen(seen, trace, contract);
      exercise(effect, classes);
      if (operation.success.statuses.includes(status)) continue;
      find(findingAt(seen, {
        // What was created answers otherwise more often than what was sent: the relation to the stored map tells more than the pairs.
        class: effect === 'upsert' && classes.includes('map:create') ? 'map:create' : requestShape(seen, trace, contract),
        constraint: operation.success.constraint,
        expected: `status ${operation.success.statuses.join(' or ')}`,
        actual: `status ${status}`,
      }));
    }
  },
});
