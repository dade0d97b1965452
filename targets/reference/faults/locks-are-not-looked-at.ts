import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'a locked server takes writes',
  contracts: ['server'],
  cites: 'LP #1266960',
  catalogue: 'M90',
  kind: 'fault',
  expected: ['writes-need-a-writable-state'],
  change: (parts) => ({
    checkState: async (context) => {
      const { resource } = context;
      await parts.checkState({ ...context, resource: { ...resource, traits: new Map([...resource.traits, ['locked', false]]) } });
    },
  }),
} satisfies FaultDefinition;
