import { defineInvariant, findingAt, show } from '../invariant-kit.ts';
import { sameValue } from '../reading/effect.ts';
import { answeredAt } from '../reading/trace-reading.ts';
import { keyClass } from '../../generators/classes.ts';
import { resolvePointer, pointerTokens } from '../../contracts/json-pointer.ts';

export default defineInvariant({
  id: 'declared-places-are-equal',
  speaks: 43,
  claim: 'Places of an answer that the contract declares equal show the same.',
  covers: ['AGG-AZ-SYNC'],
  restsOn: (contract) => contract.laws.flatMap((law) => (law.kind === 'response-places-equal' ? [law.constraint] : [])),
  needs: (contract) => (contract.laws.some((law) => law.kind === 'response-places-equal') ? ['read/plain', 'merge/plain'] : []),
  judge: ({ contract, reading, exercise, find }) => {
    for (const law of contract.laws) {
      if (law.kind !== 'response-places-equal') continue;
      for (const seen of reading.seen) {
        const parent = law.left.slice(0, law.left.lastIndexOf('/'));
        if (seen.outcome !== 'accepted' || seen.body.kind !== 'json' || resolvePointer(seen.body.value, parent) === undefined) continue;
        exercise(seen.ask.effect, ['plain']);
        const left = answeredAt(seen, law.left) ?? null;
        const right = answeredAt(seen, law.right) ?? null;
        if (sameValue(left, right)) continue;
        const key = pointerTokens(law.right).at(-1) ?? '';
        find(findingAt(seen, { class: `key:${keyClass(key, contract)}`, constraint: law.constraint, expected: `${law.left} and ${law.right} are equal`, actual: `${show(left)} and ${show(right)}` }));
      }
    }
  },
});
