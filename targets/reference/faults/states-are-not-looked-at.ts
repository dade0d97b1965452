import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'metadata is written in any state of the server',
  contracts: ['server'],
  cites: 'LP #1100866',
  catalogue: 'M91',
  kind: 'fault',
  expected: ['writes-need-a-writable-state'],
  change: (parts) => ({
    checkState: async (context) => { if (context.resource.traits.get('locked') === true) await parts.checkState(context); },
  }),
} satisfies FaultDefinition;
