import type { FaultDefinition } from '../fault.ts';
import type { Metadata, Resource } from '../store.ts';

export default {
  title: 'the resource shows its map as it was before the last write',
  contracts: ['server', 'image', 'volume'],
  effects: ['read', 'merge', 'replace', 'upsert', 'remove'],
  cites: 'plausible',
  catalogue: 'X137',
  kind: 'fault',
  expected: ['views-agree'],
  change: (parts) => {
    const before = new WeakMap<Resource, Metadata>();
    return {
      commit: async (context) => {
        before.set(context.resource, context.before);
        await parts.commit(context);
      },
      present: (context) => (context.operation.on === 'resource' ? before.get(context.resource) ?? parts.present(context) : parts.present(context)),
    };
  },
} satisfies FaultDefinition;
