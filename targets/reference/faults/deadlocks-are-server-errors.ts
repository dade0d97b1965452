import type { FaultDefinition } from '../fault.ts';
import type { Resource } from '../store.ts';

export default {
  title: 'writes to one resource that meet in the database are answered 500',
  cites: 'LP #1262154 and LP #1226076',
  catalogue: 'M127',
  kind: 'fault',
  probabilistic: true,
  expected: ['no-server-errors'],
  change: (parts) => {
    const writers = new WeakMap<Resource, number>();
    return {
      exclusive: async (context, work) => {
        const others = writers.get(context.resource) ?? 0;
        writers.set(context.resource, others + 1);
        try {
          await context.cloud.pause(4);
          if (others > 1) throw new Error('Deadlock found when trying to get lock.');
          return await parts.exclusive(context, work);
        } finally {
          writers.set(context.resource, (writers.get(context.resource) ?? 1) - 1);
        }
      },
    };
  },
} satisfies FaultDefinition;
