import type { FaultDefinition } from '../fault.ts';
import { Refusal } from '../refusal.ts';

export default {
  title: 'reading a map that became empty is answered 404',
  contracts: ['server', 'image', 'volume'],
  effects: ['read'],
  cites: 'plausible',
  catalogue: 'M109c',
  kind: 'fault',
  expected: ['valid-requests-are-accepted'],
  change: (parts) => ({
    checkItem: (context) => {
      if (context.operation.on === 'map' && context.before.size === 0 && context.resource.updatedAt !== null) throw new Refusal(404, 'not-found', 'There is no metadata');
      parts.checkItem(context);
    },
  }),
} satisfies FaultDefinition;
