import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'an aggregate id that is no integer is answered 500',
  contracts: ['aggregate'],
  cites: 'LP #1865040',
  catalogue: 'M111',
  kind: 'fault',
  expected: ['no-server-errors'],
  change: (parts) => ({
    find: async (context) => {
      if (!/^[+-]?\d+$/.test(context.resourceId)) throw new Error('The id is no integer.');
      return parts.find(context);
    },
  }),
} satisfies FaultDefinition;
