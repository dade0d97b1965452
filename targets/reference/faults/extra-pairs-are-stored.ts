import type { FaultDefinition } from '../fault.ts';
import { sentPairs, withPairs } from '../faulty/sent-pairs.ts';

export default {
  title: 'an upsert with several pairs stores them all',
  effects: ['upsert'],
  cites: 'nova 7aa027b200 (2011)',
  catalogue: 'M77',
  kind: 'fault',
  expected: ['invalid-data-is-refused', 'no-key-appears-unasked'],
  change: (parts) => ({
    validate: async (context) => {
      const own = sentPairs(context).filter(([key]) => key === context.key);
      if (own.length === 0) return parts.validate(context);
      await parts.validate(withPairs(context, own));
      return new Map(sentPairs(context));
    },
    upsert: parts.merge,
  }),
} satisfies FaultDefinition;
