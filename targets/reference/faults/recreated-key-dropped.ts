import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';
import { remembered } from '../faulty/remembered.ts';

export default {
  title: 'an item that was removed by itself is not stored again the first time',
  contracts: ['server', 'image', 'volume'],
  cites: 'plausible: a tombstone',
  catalogue: 'X114',
  kind: 'fault',
  expected: ['sent-keys-are-stored'],
  change: (parts) => {
    const removed = remembered(() => new Set<string>());
    return {
      ...storing(parts, (pair, { resource }) => (removed(resource).delete(pair[0]) ? null : pair)),
      remove: (held) => {
        removed(held.resource).add(held.key ?? '');
        return parts.remove(held);
      },
    };
  },
} satisfies FaultDefinition;
