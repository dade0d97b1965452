import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'resources without metadata share one map: the first merge into it shows on all of them',
  cites: 'plausible',
  catalogue: 'M85',
  kind: 'fault',
  expected: ['bystanders-are-untouched'],
  change: (parts) => ({
    commit: async (context) => {
      const { after, before, cloud, operation, resource } = context;
      const sharers = operation.effect === 'merge' && before.size === 0 ? cloud.store.list(resource.kind).filter(({ metadata }) => metadata.size === 0) : [];
      for (const sharer of sharers) sharer.metadata = after;
      await parts.commit(context);
    },
  }),
} satisfies FaultDefinition;
