import type { FaultDefinition } from '../fault.ts';
import { remembered } from '../faulty/remembered.ts';
import type { Json } from '../json.ts';

export default {
  title: 'an item that was read once is shown as it was then, until it is written by itself',
  contracts: ['server', 'image', 'volume'],
  cites: 'plausible',
  catalogue: 'M25',
  kind: 'fault',
  expected: ['views-agree'],
  change: (parts) => {
    const cache = remembered(() => new Map<string, Json>());
    return {
      present: (context) => {
        const { before, key, operation, resource } = context;
        if (operation.effect !== 'read' || operation.on !== 'item' || key === null) return parts.present(context);
        const items = cache(resource);
        if (!items.has(key)) items.set(key, before.get(key)!);
        return new Map([[key, items.get(key)!]]);
      },
      commit: async (context) => {
        if (context.key !== null) cache(context.resource).delete(context.key);
        await parts.commit(context);
      },
    };
  },
} satisfies FaultDefinition;
