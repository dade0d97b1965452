import { defineInvariant, findingAt, showKeys, writeEffects } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { sameMap, sameValue } from '../reading/effect.ts';
import { classesOfSeen, requestClass } from '../reading/seen-classes.ts';

export default defineInvariant({
  id: 'refused-requests-change-nothing',
  speaks: 86,
  claim: 'A request that is answered with an error leaves the map as it was.',
  covers: ['C-ATOMIC-REJ', 'REPL-REJ-KEEP', 'AGG-AZ-ATOMIC', 'AGG-CASE-ATOMIC', 'C-JSON-BAD', 'HTTP-EMPTYBODY', 'HTTP-CHUNKED', 'UPS-TRAIL', 'UPS-SLASH', 'AUTH-401', 'C-QUOTA-128', 'CONC-409-OK'],
  restsOn: () => [],
  needs: (contract) => writeEffects(contract).flatMap((effect) => {
    if (effect === 'remove') return cellsOf(effect, ['url:absent-key']);
    return cellsOf(effect, effect === 'upsert' ? ['value:too-long', 'body:none', 'body:not-json'] : ['map:partly-invalid', 'value:too-long', 'body:none', 'body:not-json', 'body:missing-map']);
  }),
  judge: ({ trace, contract, reading, exercise, find }) => {
    for (const seen of reading.seen) {
      const failed = seen.outcome === 'refused' || seen.outcome === 'crashed';
      if (seen.concurrent || !failed || seen.before === null || seen.after === null) continue;
      if (seen.ask.effect !== 'read') exercise(seen.ask.effect, [...classesOfSeen(seen, trace, contract), ...refusalClasses(seen.flaws.length, seen.ask.sent?.size ?? 0, seen.before.map.has(seen.ask.key ?? ''))]);
      if (sameMap(seen.before.map, seen.after.map)) continue;
      const { map } = seen.after;
      const moved = [...new Set([...seen.before.map.keys(), ...map.keys()])].filter((key) => !sameValue(seen.before?.map.get(key), map.get(key)) || seen.before?.map.has(key) !== map.has(key));
      find(findingAt(seen, {
        class: requestClass(seen, trace, contract),
        constraint: null,
        expected: `status ${seen.exchange.response?.status} and the map as it was`,
        actual: `${showKeys(moved)} changed`,
        exchanges: [seen.before.exchange, seen.after.exchange],
      }));
    }
  },
});

/** What a refusal was about, beyond the classes of the request itself. */
function refusalClasses(flaws: number, sent: number, keyKnown: boolean): readonly string[] {
  return [...(flaws > 0 && sent > 1 ? ['map:partly-invalid'] : []), ...(keyKnown ? [] : ['url:absent-key'])];
}
