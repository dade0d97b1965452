import type { FaultDefinition } from '../fault.ts';
import { sentPairs, withPairs } from '../faulty/sent-pairs.ts';

export default {
  title: 'an item called name changes the name of the image',
  contracts: ['image'],
  cites: 'plausible: image properties and image fields are one name space in Glance v2',
  catalogue: 'M93',
  kind: 'fault',
  expected: ['resources-keep-their-fields'],
  change: (parts) => ({
    validate: async (context) => {
      const pairs = sentPairs(context);
      const name = pairs.find(([key]) => key === 'name')?.[1];
      if (typeof name !== 'string' || name.length > 255) return parts.validate(context);
      if (context.key === null) await parts.validate(withPairs(context, pairs.filter(([key]) => key !== 'name')));
      return new Map(pairs);
    },
    commit: async (context) => {
      const name = context.after.get('name');
      if (typeof name === 'string') context.resource.name = name;
      await parts.commit(context);
    },
  }),
} satisfies FaultDefinition;
