import { defineInvariant, findingAt, offers, provenBy, show } from '../invariant-kit.ts';
import { cellsOf } from '../needed-classes.ts';
import { hasCaseTwins } from '../reading/request.ts';
import type { Seen } from '../reading/trace-reading.ts';

/** How the absent key is like one that is there: what a lenient look-up would have found. */
function absenceClass(key: string, seen: Seen): string {
  return hasCaseTwins([key, ...(seen.before?.map.keys() ?? [])].filter((other) => other.toLowerCase() === key.toLowerCase())) ? 'url:other-case-key' : 'url:absent-key';
}

export default defineInvariant({
  id: 'absent-keys-are-not-found',
  speaks: 44,
  claim: 'Reading or removing a key that is not in the map answers that it is not found.',
  covers: ['SHOW-404', 'SHOW-CASE', 'SHOW-ENV', 'DEL-404', 'REPL-DROP', 'C-KEY-CASE'],
  restsOn: (contract) => (contract.rejections['key-not-found'] === undefined ? [] : [contract.rejections['key-not-found'].constraint]),
  needs: (contract) => [
    ...(contract.operations.some((operation) => operation.effect === 'read' && operation.on === 'item') ? cellsOf('read', ['url:absent-key', 'url:other-case-key']) : []),
    ...(offers(contract, 'remove') ? cellsOf('remove', ['url:absent-key', 'url:other-case-key']) : []),
  ],
  judge: ({ contract, reading, exercise, find }) => {
    const set = contract.rejections['key-not-found'];
    for (const seen of reading.seen) {
      const { operation, effect, key } = seen.ask;
      if (set === undefined || operation?.on !== 'item' || (effect !== 'read' && effect !== 'remove') || key === null || seen.concurrent) continue;
      if (seen.flaws.length > 0 || seen.before === null || seen.before.map.has(key) || (seen.outcome !== 'accepted' && seen.outcome !== 'refused')) continue;
      const cls = absenceClass(key, seen);
      exercise(effect, [cls, 'url:absent-key']);
      const status = seen.exchange.response?.status ?? 0;
      if (set.statuses.includes(status)) continue;
      find(findingAt(seen, {
        class: cls,
        constraint: set.constraint,
        expected: `status ${set.statuses.join(' or ')}: ${show(key)} is not in the map`,
        actual: `status ${status}`,
        exchanges: provenBy(seen.before, [key]),
      }));
    }
  },
});
