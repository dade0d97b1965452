import { defineInvariant, findingAt, writeEffects } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { applyEffect, sameMap } from '../reading/effect.ts';
import { classesOfSeen } from '../reading/seen-classes.ts';
import { mustRefuse } from '../reading/trace-reading.ts';

export default defineInvariant({
  id: 'writes-are-visible-at-once',
  speaks: 92,
  claim: 'A read after an acknowledged write shows it, at once or within the bound that the contract allows.',
  covers: ['C-RYW', 'C-STABLE'],
  restsOn: (contract) => [contract.visibilityConstraint],
  needs: (contract) => writeEffects(contract).flatMap((effect) => cellsOf(effect, ['plain'])),
  judge: ({ trace, contract, reading, exercise, find }) => {
    for (const seen of reading.writes) {
      const { operation, sent, key, effect } = seen.ask;
      if (operation === null || seen.concurrent || seen.outcome !== 'accepted' || seen.before === null || seen.after === null || mustRefuse(seen)) continue;
      // What later writes have settled, no read can show any more.
      if ((seen.after.inferred?.size ?? 0) > 0) continue;
      const written = applyEffect(seen.before.map, effect, sent, key, operation.nullMeans);
      const shown = sameMap(seen.after.map, written);
      // A write that no read ever shows as it was sent is no matter of time.
      if (!shown && (seen.settled === null || !sameMap(seen.settled.map, written))) continue;
      exercise(effect, classesOfSeen(seen, trace, contract));
      if (shown) continue;
      find(findingAt(seen, {
        class: 'plain',
        constraint: contract.visibilityConstraint,
        expected: `the first read after the answer shows the write (bound: ${contract.visibleWithinMs} ms)`,
        actual: 'it showed another map, and a later read without a write between showed it',
        exchanges: [seen.after.exchange, ...(seen.settled === null ? [] : [seen.settled.exchange])],
      }));
    }
  },
});
