import type { FaultDefinition } from '../fault.ts';
import { Refusal } from '../refusal.ts';
import { isAtLeast } from '../services.ts';

export default {
  title: 'image metadata is gone from microversion 2.36 on, with the images themselves',
  contracts: ['image'],
  cites: 'plausible',
  catalogue: 'M115b',
  kind: 'fault',
  expected: ['valid-requests-are-accepted'],
  change: (parts) => ({
    checkAvailable: (context, contract, operation) => {
      if (isAtLeast(context.microversion, '2.36')) throw new Refusal(404, 'microversion', 'The resource could not be found.');
      parts.checkAvailable(context, contract, operation);
    },
  }),
} satisfies FaultDefinition;
