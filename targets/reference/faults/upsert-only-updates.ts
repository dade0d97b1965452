import type { FaultDefinition } from '../fault.ts';
import { Refusal } from '../refusal.ts';

export default {
  title: 'PUT of an item that is not there answers that it is not found',
  effects: ['upsert'],
  cites: 'plausible',
  catalogue: 'M04',
  kind: 'fault',
  expected: ['valid-requests-are-accepted'],
  change: (parts) => ({
    checkItem: (context) => {
      parts.checkItem(context);
      if (context.key !== null && !context.before.has(context.key)) throw new Refusal(404, 'key-not-found', 'Metadata item was not found');
    },
  }),
} satisfies FaultDefinition;
