import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'an item named name renames the resource',
  contracts: ['server', 'volume', 'aggregate'],
  cites: 'plausible',
  catalogue: 'X125',
  kind: 'fault',
  expected: ['resources-keep-their-fields'],
  change: (parts) => ({
    commit: async (context) => {
      const name = context.sent.get('name');
      if (typeof name === 'string') context.resource.name = name;
      await parts.commit(context);
    },
  }),
} satisfies FaultDefinition;
