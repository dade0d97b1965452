import { defineInvariant, effectConstraints, findingAt, provenBy, showKeys, writeEffects } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { classesOfSeen, requestShape } from '../reading/seen-classes.ts';
import { mustRefuse } from '../reading/trace-reading.ts';

export default defineInvariant({
  id: 'no-key-appears-unasked',
  speaks: 60,
  claim: 'An accepted write adds no key that it does not name.',
  covers: ['UPS-MULTI', 'UPS-DOTSEG', 'UPS-PLUS', 'REPL-RESURRECT', 'C-EXTRA-REJ', 'C-KEY-SPACE', 'LAW-MODEL', 'LAW-RENAME'],
  restsOn: (contract) => effectConstraints(contract, writeEffects(contract)),
  needs: (contract) => writeEffects(contract).flatMap((effect) => cellsOf(effect, ['plain'])),
  judge: ({ trace, contract, reading, exercise, find }) => {
    for (const seen of reading.writes) {
      const { operation, sent, key, effect } = seen.ask;
      // What a request that the API does not offer names, nobody can tell; reads-change-nothing judges it.
      if (operation === null || seen.concurrent || seen.outcome !== 'accepted' || seen.before === null || seen.after === null || mustRefuse(seen)) continue;
      exercise(effect, classesOfSeen(seen, trace, contract));
      const appeared = [...seen.after.map.keys()].filter((name) => !seen.before?.map.has(name) && !sent?.has(name) && name !== key);
      if (appeared.length === 0) continue;
      find(findingAt(seen, {
        class: requestShape(seen, trace, contract),
        constraint: operation.effectConstraint,
        expected: 'only keys that were there or were sent',
        actual: `${showKeys(appeared)} appeared`,
        exchanges: [...provenBy(seen.before, appeared), seen.after.exchange],
      }));
    }
  },
});
