import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'a write to the metadata sets the name of the resource back to what it was made with',
  cites: 'plausible',
  catalogue: 'M95',
  kind: 'fault',
  expected: ['resources-keep-their-fields'],
  change: (parts) => ({
    commit: async (context) => {
      context.resource.name = `${context.contract.resource.noun}-${context.resource.id}`;
      await parts.commit(context);
    },
  }),
} satisfies FaultDefinition;
