import type { FaultDefinition } from '../fault.ts';
import { whenRefused } from '../faulty/refused.ts';

export default {
  title: 'a write without permission is answered with 500',
  contracts: ['image'],
  cites: 'LP #1204646',
  catalogue: 'M94',
  kind: 'fault',
  expected: ['no-server-errors'],
  change: (parts) => ({
    authorize: async (context) => whenRefused(async () => parts.authorize(context), async () => Promise.reject(new Error('The refusal was not foreseen.')), ['forbidden']),
  }),
} satisfies FaultDefinition;
