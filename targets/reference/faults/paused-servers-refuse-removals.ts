import type { FaultDefinition } from '../fault.ts';
import { Refusal } from '../refusal.ts';

export default {
  title: 'items of a paused server cannot be removed',
  contracts: ['server'],
  effects: ['remove'],
  cites: 'plausible',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['valid-requests-are-accepted'],
  change: (parts) => ({
    checkState: async (context) => {
      if (context.resource.traits.get('vm_state') === 'paused') throw new Refusal(409, 'state', `Cannot 'delete metadata' instance ${context.resource.id} while it is in vm_state paused`);
      await parts.checkState(context);
    },
  }),
} satisfies FaultDefinition;
