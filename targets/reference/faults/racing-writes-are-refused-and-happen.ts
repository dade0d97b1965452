import type { FaultDefinition } from '../fault.ts';
import { Refusal } from '../refusal.ts';
import type { Resource } from '../store.ts';

export default {
  title: 'a write that meets another is refused with 409, and has happened',
  cites: 'plausible: a retry that reports the conflict of its own first try',
  catalogue: 'corner',
  kind: 'fault',
  probabilistic: true,
  expected: ['acknowledged-writes-survive-races', 'refused-requests-change-nothing'],
  change: (parts) => {
    const writers = new WeakMap<Resource, number>();
    return {
      exclusive: async (context, work) => {
        const others = writers.get(context.resource) ?? 0;
        writers.set(context.resource, others + 1);
        try {
          const done = await parts.exclusive(context, work);
          await context.cloud.pause(3);
          if (others > 0) throw new Refusal(409, 'state', 'The resource was changed by another request');
          return done;
        } finally {
          writers.set(context.resource, (writers.get(context.resource) ?? 1) - 1);
        }
      },
    };
  },
} satisfies FaultDefinition;
