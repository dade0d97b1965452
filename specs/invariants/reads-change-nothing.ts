import { defineInvariant, findingAt, showKeys } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { sameMap, sameValue } from '../reading/effect.ts';
import { classesOfSeen, requestClass } from '../reading/seen-classes.ts';
import { isWrite } from '../reading/trace-reading.ts';

export default defineInvariant({
  id: 'reads-change-nothing',
  speaks: 85,
  claim: 'A read, and a request that the API does not offer, leave the map as it was.',
  covers: ['READ-SAFE', 'C-STABLE', 'HTTP-405', 'UPS-SLASH', 'UPS-DOTSEG', 'HTTP-DBLSLASH'],
  restsOn: () => [],
  needs: () => cellsOf('read', ['plain']),
  judge: ({ trace, contract, reading, exercise, find }) => {
    for (const seen of reading.seen) {
      const harmless = !isWrite(seen) || seen.ask.operation === null;
      if (!harmless || seen.concurrent || seen.outcome !== 'accepted' || seen.before === null || seen.after === null || seen.after.exchange === seen.exchange.id) {
        if (!isWrite(seen) && seen.outcome === 'accepted') exercise('read', ['plain']);
        continue;
      }
      // A state action is a request of ours to the resource itself, and not one on its map.
      exercise(seen.ask.effect, classesOfSeen(seen, trace, contract));
      if (sameMap(seen.before.map, seen.after.map)) continue;
      const { map } = seen.after;
      const moved = [...new Set([...seen.before.map.keys(), ...map.keys()])].filter((key) => !sameValue(seen.before?.map.get(key), map.get(key)));
      find(findingAt(seen, {
        class: requestClass(seen, trace, contract),
        constraint: null,
        expected: 'the map as it was',
        actual: `${showKeys(moved)} changed`,
        exchanges: [seen.before.exchange, seen.after.exchange],
      }));
    }
  },
});
