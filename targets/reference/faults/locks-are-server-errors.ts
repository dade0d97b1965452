import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'a write to a locked server is answered with 500',
  contracts: ['server'],
  cites: 'LP #1266960',
  catalogue: 'M90b',
  kind: 'fault',
  expected: ['no-server-errors'],
  change: (parts) => ({
    checkState: async (context) => {
      if (context.resource.traits.get('locked') === true) throw new Error('The lock was not foreseen.');
      await parts.checkState(context);
    },
  }),
} satisfies FaultDefinition;
