import type { FaultDefinition } from '../fault.ts';
import { Refusal } from '../refusal.ts';

export default {
  title: 'null for an item that is not there answers that it is not found',
  contracts: ['aggregate'],
  cites: 'plausible',
  catalogue: 'M17',
  kind: 'fault',
  expected: ['valid-requests-are-accepted'],
  change: (parts) => ({
    checkItem: (context) => {
      parts.checkItem(context);
      const isMissing = [...context.sent].some(([key, value]) => value === null && !context.before.has(key));
      if (isMissing) throw new Refusal(404, 'key-not-found', `Aggregate ${context.resource.id} has no such metadata.`);
    },
  }),
} satisfies FaultDefinition;
