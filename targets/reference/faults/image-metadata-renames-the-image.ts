import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'an item called name changes the name of the image',
  contracts: ['image'],
  cites: 'plausible: image properties and image fields are one name space in Glance v2',
  catalogue: 'M93',
  kind: 'fault',
  expected: ['resources-keep-their-fields'],
  change: (parts) => ({
    commit: async (context) => {
      const name = context.after.get('name');
      if (typeof name === 'string') context.resource.name = name;
      await parts.commit(context);
    },
  }),
} satisfies FaultDefinition;
