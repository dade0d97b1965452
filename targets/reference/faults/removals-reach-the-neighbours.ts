import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'a removal takes the key from every resource of the project',
  effects: ['remove'],
  cites: 'plausible: a DELETE without the id in its condition',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['bystanders-are-untouched'],
  change: (parts) => ({
    commit: async (context) => {
      const { cloud, key, resource } = context;
      for (const one of cloud.store.list(resource.kind)) if (one !== resource && one.project === resource.project) one.metadata = new Map([...one.metadata].filter(([name]) => name !== key));
      await parts.commit(context);
    },
  }),
} satisfies FaultDefinition;
