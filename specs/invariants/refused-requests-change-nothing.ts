import type { Finding } from '../judgement.ts';
import { defineInvariant, findingAt, provenBy, showKeys, writeEffects } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { sameMap, sameValue, type StoredMap } from '../reading/effect.ts';
import { classesOfSeen, requestClass } from '../reading/seen-classes.ts';
import type { Seen } from '../reading/trace-reading.ts';

/** What a refusal was about, beyond the classes of the request itself. */
function refusalClasses(seen: Seen): readonly string[] {
  const partly = seen.flaws.length > 0 && (seen.ask.sent?.size ?? 0) > 1;
  return [...(partly ? ['map:partly-invalid'] : []), ...(seen.before?.map.has(seen.ask.key ?? '') === true ? [] : ['url:absent-key'])];
}

function movedKeys(before: StoredMap, after: StoredMap): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.has(key) !== after.has(key) || !sameValue(before.get(key), after.get(key)));
}

/** Those of several refused requests that name a key that moved; all of them when none does. */
function suspects(group: readonly Seen[], moved: readonly string[]): readonly Seen[] {
  const named = group.filter((seen) => [...(seen.ask.sent?.keys() ?? []), seen.ask.key].some((key) => key !== null && moved.includes(key)));
  return named.length > 0 ? named : group;
}

function slotOf({ ask, exchange }: Seen): string {
  return ask.slot ?? exchange.slot;
}

/** The writes to the same resource that were accepted between the two reads around a request. */
function acceptedBeside(seen: Seen, writes: readonly Seen[]): readonly Seen[] {
  const [from, to] = [seen.before?.exchange ?? 0, seen.after?.exchange ?? 0];
  return writes.filter((write) => write.outcome === 'accepted' && write.exchange.id > from && write.exchange.id < to && slotOf(write) === slotOf(seen));
}

/** The keys that hold what the refused request sent, and no accepted one beside it: with those it has betrayed itself. */
function betrayed({ ask, after }: Seen, moved: readonly string[], beside: readonly Seen[]): readonly string[] {
  return moved.filter((key) => {
    const value = ask.sent?.get(key);
    return value !== undefined && sameValue(after?.map.get(key), value) && !beside.some((write) => sameValue(write.ask.sent?.get(key), value));
  });
}

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
  judge: ({ trace, contract, reading, exercise, find, undecided }) => {
    const failed = reading.seen.filter((seen) => !seen.concurrent && (seen.outcome === 'refused' || seen.outcome === 'crashed') && seen.before !== null && seen.after !== null);
    for (const seen of failed) if (seen.ask.effect !== 'read') exercise(seen.ask.effect, [...classesOfSeen(seen, trace, contract), ...refusalClasses(seen)]);
    for (const group of Map.groupBy(failed, (seen) => seen.after?.exchange).values()) {
      const [{ before, after } = { before: null, after: null }] = group;
      if (before === null || after === null || sameMap(before.map, after.map)) continue;
      const moved = movedKeys(before.map, after.map);
      const beside = group.flatMap((seen) => acceptedBeside(seen, reading.writes));
      const proven = beside.length === 0 ? group : group.filter((seen) => betrayed(seen, moved, beside).length > 0);
      if (proven.length > 0) find(findingOf(proven, moved));
      else undecided(`${showKeys(moved)} changed between two reads, and besides the refused request others were accepted there`);
    }

    function findingOf(group: readonly Seen[], moved: readonly string[]): Finding {
      const suspected = suspects(group, moved);
      const first = suspected[0] as Seen;
      return findingAt(first, {
        // Refused one after the other and read together: which of them it was, the shrinker finds out.
        class: suspected.length > 1 ? 'packed' : requestClass(first, trace, contract),
        constraint: null,
        expected: `status ${first.exchange.response?.status} and the map as it was`,
        actual: `${showKeys(moved)} changed`,
        exchanges: [...suspected.slice(1).map((seen) => seen.exchange.id), ...(first.before === null ? [] : provenBy(first.before, moved)), ...(first.after === null ? [] : [first.after.exchange])],
      });
    }
  },
});
