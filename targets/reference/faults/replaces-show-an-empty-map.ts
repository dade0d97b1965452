import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'during a replace readers see the map without any item',
  effects: ['replace'],
  cites: 'manila: manila/api/v2/metadata.py removes, then adds',
  catalogue: 'M122',
  kind: 'fault',
  probabilistic: true,
  expected: ['reads-during-writes-see-a-state'],
  change: (parts) => ({
    commit: async (context) => {
      context.resource.metadata = new Map();
      await context.cloud.pause(8);
      await parts.commit(context);
    },
  }),
} satisfies FaultDefinition;
