import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'a microversion that is malformed or not offered is answered 500',
  contracts: ['server', 'image', 'aggregate'],
  cites: 'plausible',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['no-server-errors'],
  change: (parts) => ({
    negotiate: (context) => {
      try {
        return parts.negotiate(context);
      } catch {
        throw new Error('The version was not foreseen.');
      }
    },
  }),
} satisfies FaultDefinition;
