import type { FaultDefinition } from '../fault.ts';
import { Refusal } from '../refusal.ts';
import type { Resource } from '../store.ts';

export default {
  title: 'a write that meets another one is refused with 409 and does nothing',
  cites: 'plausible: what cinder does with ETags, without the header',
  catalogue: 'T10',
  kind: 'tolerated',
  expected: [],
  change: (parts) => {
    const writing = new WeakSet<Resource>();
    return {
      exclusive: async (context, work) => {
        if (writing.has(context.resource)) throw new Refusal(409, 'state', 'The resource is being changed by another request');
        writing.add(context.resource);
        try {
          await context.cloud.pause(4);
          return await parts.exclusive(context, work);
        } finally {
          writing.delete(context.resource);
        }
      },
    };
  },
} satisfies FaultDefinition;
