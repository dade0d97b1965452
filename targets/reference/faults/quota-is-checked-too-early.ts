import type { FaultDefinition } from '../fault.ts';
import { onto, unlocked } from '../faulty/races.ts';

export default {
  title: 'the quota is checked on what was read first, so that racing writes exceed it',
  contracts: ['server', 'image'],
  cites: 'plausible',
  catalogue: 'M128',
  kind: 'fault',
  probabilistic: true,
  expected: ['races-keep-the-quota'],
  change: (parts) => ({
    exclusive: unlocked,
    commit: async (context) => {
      await context.cloud.pause(6);
      await parts.commit({ ...context, after: onto(context, context.resource.metadata) });
    },
  }),
} satisfies FaultDefinition;
