import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'items of a locked server can be removed',
  contracts: ['server'],
  effects: ['remove'],
  cites: 'plausible',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['writes-need-a-writable-state'],
  change: (parts) => ({
    checkState: async (context) => { if (context.resource.traits.get('locked') !== true) await parts.checkState(context); },
  }),
} satisfies FaultDefinition;
