import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'the answer tells a new time of update, and the stored one never moves',
  contracts: ['aggregate'],
  effects: ['merge'],
  cites: 'LP #1538014; nova, aggregates',
  catalogue: 'M31',
  kind: 'tolerated',
  expected: [],
  change: (parts) => ({
    commit: async (context) => {
      const { resource } = context;
      const { updatedAt } = resource;
      await parts.commit(context);
      resource.updatedAt = updatedAt;
    },
    respond: (context, answer) => {
      const { resource } = context;
      const { updatedAt } = resource;
      resource.updatedAt = new Date();
      const reply = parts.respond(context, answer);
      resource.updatedAt = updatedAt;
      return reply;
    },
  }),
} satisfies FaultDefinition;
