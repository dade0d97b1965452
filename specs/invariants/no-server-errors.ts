import { defineInvariant, findingAt, writeEffects } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { classesOfSeen, requestClass } from '../reading/seen-classes.ts';

export default defineInvariant({
  id: 'no-server-errors',
  speaks: 100,
  claim: 'No request is answered with a server error.',
  covers: ['HTTP-NO5XX', 'C-SURROGATE', 'C-UTF8-BAD', 'C-VAL-255A', 'AGG-CASE', 'AGG-ID-INT', 'IMG-JSONPROPS', 'IMG-PUBLIC-403', 'DEL-RACE', 'AUTH-LOCK'],
  restsOn: () => [],
  needs: (contract) => [...writeEffects(contract), 'read' as const].flatMap((effect) => cellsOf(effect, ['plain', ...(effect === 'read' || effect === 'remove' ? [] : ['value:astral', 'value:lone-surrogate', 'value:nul', 'value:control', 'body:invalid-utf8'])])),
  judge: ({ trace, contract, reading, exercise, find }) => {
    for (const seen of reading.seen) {
      if (seen.exchange.response === null) continue;
      exercise(seen.ask.effect, classesOfSeen(seen, trace, contract));
      if (seen.outcome !== 'crashed') continue;
      find(findingAt(seen, {
        class: seen.concurrent ? 'concurrent' : requestClass(seen, trace, contract),
        constraint: null,
        expected: 'a success or a refusal with a status of 4xx',
        actual: `status ${seen.exchange.response.status}`,
      }));
    }
  },
});
