import type { FaultDefinition } from '../fault.ts';
import { isAccepted, sentPairs, validPairs } from '../faulty/sent-pairs.ts';

export default {
  title: 'invalid pairs are left out and the rest of the request is accepted',
  effects: ['merge'],
  cites: 'plausible',
  catalogue: 'M100',
  kind: 'fault',
  expected: ['invalid-data-is-refused'],
  change: (parts) => ({
    validate: async (context) => {
      if (await isAccepted(parts, context)) return parts.validate(context);
      const pairs = await validPairs(parts, context);
      return pairs.length === sentPairs(context).length ? parts.validate(context) : new Map(pairs);
    },
  }),
} satisfies FaultDefinition;
