import type { FaultDefinition } from '../fault.ts';
import { Refusal } from '../refusal.ts';

export default {
  title: 'metadata of a stopped server cannot be written',
  contracts: ['server'],
  cites: 'plausible: the inverse of LP #1100866',
  catalogue: 'M91b',
  kind: 'fault',
  expected: ['valid-requests-are-accepted'],
  change: (parts) => ({
    checkState: async (context) => {
      if (context.resource.traits.get('vm_state') === 'stopped') throw new Refusal(409, 'state', `Cannot update metadata of ${context.resource.id} while it is in vm_state stopped`);
      await parts.checkState(context);
    },
  }),
} satisfies FaultDefinition;
