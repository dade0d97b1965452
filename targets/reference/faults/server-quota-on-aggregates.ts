import type { FaultDefinition } from '../fault.ts';
import { Refusal } from '../refusal.ts';

export default {
  title: 'the item limit of servers holds for aggregates too',
  contracts: ['aggregate'],
  cites: 'plausible',
  catalogue: 'M73',
  kind: 'fault',
  expected: ['valid-requests-are-accepted'],
  change: () => ({
    checkQuota: ({ after }) => {
      if (after.size > 128) throw new Refusal(403, 'quota', 'Maximum number of metadata items exceeds 128');
    },
  }),
} satisfies FaultDefinition;
