import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'image metadata is served at microversions at which it is gone',
  contracts: ['image'],
  cites: 'plausible',
  catalogue: 'M115',
  kind: 'fault',
  expected: ['operations-end-with-their-microversion'],
  change: (parts) => ({
    checkAvailable: (context, contract, operation) => { if (operation.on === 'resource') parts.checkAvailable(context, contract, operation); },
  }),
} satisfies FaultDefinition;
