import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'during a merge readers see some of its items',
  effects: ['merge'],
  cites: 'plausible',
  catalogue: 'M123',
  kind: 'fault',
  probabilistic: true,
  expected: ['reads-during-writes-see-a-state'],
  change: (parts) => ({
    commit: async (context) => {
      const rows = new Map(context.before);
      for (const [key, value] of context.after) {
        if (rows.get(key) === value) continue;
        context.resource.metadata = new Map(rows.set(key, value));
        await context.cloud.pause(3);
      }
      await parts.commit(context);
    },
  }),
} satisfies FaultDefinition;
