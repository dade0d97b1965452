import { defineInvariant, findingAt } from '../invariant-kit.ts';
import { sameMap } from '../reading/effect.ts';
import { isWrite, type SeenMap } from '../reading/trace-reading.ts';

export default defineInvariant({
  id: 'reads-are-stable',
  speaks: 90,
  claim: 'Two reads with no write between them show the same map.',
  covers: ['C-STABLE', 'LIST-COMPLETE'],
  restsOn: (contract) => contract.operations.filter((operation) => operation.effect === 'read' && operation.on === 'map').map((operation) => operation.effectConstraint),
  needs: () => ['read/plain'],
  judge: ({ reading, contract, exercise, find }) => {
    const last = new Map<string, SeenMap>();
    for (const seen of reading.seen) {
      // A write to either slot ends the calm of both: what moves a bystander is another invariant's matter.
      if (isWrite(seen) || seen.concurrent) { last.clear(); continue; }
      const state = seen.after?.exchange === seen.exchange.id ? seen.after : null;
      const slot = seen.ask.slot ?? seen.exchange.slot;
      if (state === null || seen.exchange.role === 'settle') continue;
      const before = last.get(slot);
      last.set(slot, state);
      if (before === undefined) continue;
      exercise('read', ['plain']);
      if (sameMap(before.map, state.map)) continue;
      find(findingAt(seen, {
        class: 'plain',
        constraint: contract.operations.find((operation) => operation.effect === 'read' && operation.on === 'map')?.effectConstraint ?? null,
        expected: `the map as read before (${before.map.size} pairs)`,
        actual: `another one (${state.map.size} pairs), though nothing was written between`,
        exchanges: [before.exchange],
      }));
    }
  },
});
