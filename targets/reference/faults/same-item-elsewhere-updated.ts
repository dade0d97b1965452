import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'overwriting an item writes it on every resource that has it with the same value',
  cites: 'plausible: UPDATE without the id of the resource',
  catalogue: 'X135',
  kind: 'fault',
  expected: ['bystanders-are-untouched'],
  change: (parts) => ({
    commit: async (context) => {
      await parts.commit(context);
      for (const other of context.cloud.store.list(context.resource.kind)) {
        const shared = [...context.after].filter(([key, value]) => other !== context.resource && context.before.has(key) && value !== context.before.get(key) && other.metadata.get(key) === context.before.get(key));
        other.metadata = new Map([...other.metadata, ...shared]);
      }
    },
  }),
} satisfies FaultDefinition;
