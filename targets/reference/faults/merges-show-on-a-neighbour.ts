import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'a merge into one resource is stored for the next one of the kind as well',
  cites: 'plausible',
  catalogue: 'M85b',
  kind: 'fault',
  expected: ['bystanders-are-untouched'],
  change: (parts) => ({
    commit: async (context) => {
      const { cloud, operation, resource, sent } = context;
      const all = cloud.store.list(resource.kind).filter(({ project }) => project === resource.project);
      const neighbour = all[(all.indexOf(resource) + 1) % all.length];
      if (operation.effect === 'merge' && neighbour !== undefined && neighbour !== resource) neighbour.metadata = new Map([...neighbour.metadata, ...[...sent].filter(([, value]) => value !== null)]);
      await parts.commit(context);
    },
  }),
} satisfies FaultDefinition;
