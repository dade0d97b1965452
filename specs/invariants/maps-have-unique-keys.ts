import { defineInvariant, findingAt, showKeys } from '../invariant-kit.ts';
import { duplicateMembers } from '../reading/body.ts';

export default defineInvariant({
  id: 'maps-have-unique-keys',
  speaks: 55,
  claim: 'No answer holds the same key twice.',
  covers: ['MERGE-NOGROW', 'CONC-NODUP'],
  restsOn: (contract) => [contract.mapSchema].filter((pointer) => contract.constraints.has(`${pointer}/type`)).map((pointer) => `${pointer}/type`),
  needs: () => ['read/plain'],
  judge: ({ reading, exercise, find }) => {
    for (const seen of reading.seen) {
      if (seen.body.kind !== 'json' || seen.outcome !== 'accepted') continue;
      exercise(seen.ask.effect, ['plain']);
      const repeated = duplicateMembers(seen.body.text);
      if (repeated.length === 0) continue;
      find(findingAt(seen, { class: seen.concurrent ? 'concurrent' : 'plain', constraint: null, expected: 'each key once', actual: `${showKeys([...new Set(repeated)])} twice in one answer` }));
    }
  },
});
