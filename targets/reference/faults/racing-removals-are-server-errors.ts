import type { FaultDefinition } from '../fault.ts';
import { onto, unlocked } from '../faulty/races.ts';

export default {
  title: 'a removal is answered 500 when the map has changed under it',
  contracts: ['server', 'image', 'volume'],
  cites: 'nova: `del self.metadata[key]` in nova/objects/instance.py',
  catalogue: 'M126',
  kind: 'fault',
  probabilistic: true,
  expected: ['no-server-errors'],
  change: (parts) => ({
    exclusive: unlocked,
    commit: async (context) => {
      const seen = context.resource.metadata;
      await context.cloud.pause(6);
      if (context.operation.effect === 'remove' && context.resource.metadata !== seen) throw new Error('The map changed while it was read.');
      await parts.commit({ ...context, after: onto(context, context.resource.metadata) });
    },
  }),
} satisfies FaultDefinition;
