import type { FaultDefinition } from '../fault.ts';
import type { Metadata, Resource } from '../store.ts';

export default {
  title: 'the answer to a merge shows items of other writers that are not stored yet',
  contracts: ['server', 'image', 'volume'],
  effects: ['merge'],
  cites: 'plausible',
  catalogue: 'M129',
  kind: 'tolerated',
  probabilistic: true,
  expected: [],
  change: (parts) => {
    const pending = new WeakMap<Resource, Set<Metadata>>();
    return {
      exclusive: async (context, work) => {
        const all = pending.get(context.resource) ?? new Set();
        pending.set(context.resource, all.add(context.sent));
        await context.cloud.pause(8);
        try {
          return await parts.exclusive(context, work);
        } finally {
          all.delete(context.sent);
        }
      },
      present: (context) => new Map([...parts.present(context), ...[...pending.get(context.resource) ?? []].flatMap((sent) => [...sent])]),
    };
  },
} satisfies FaultDefinition;
