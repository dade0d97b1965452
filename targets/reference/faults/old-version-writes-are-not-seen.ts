import type { FaultDefinition } from '../fault.ts';
import type { Shown } from '../parts.ts';
import type { Metadata, Resource } from '../store.ts';

export default {
  title: 'reads under the first version are cached, and writes under the other version do not reach the cache',
  contracts: ['server', 'image', 'aggregate'],
  cites: 'plausible: two processes with a cache each',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['writes-are-visible-at-once', 'views-agree', 'sent-keys-are-stored'],
  change: (parts) => {
    const cache = new WeakMap<Resource, Metadata>();
    const isFirst = (context: Shown): boolean => context.match.version === '/v2.1';
    return {
      commit: async (context) => {
        if (isFirst(context)) cache.delete(context.resource);
        await parts.commit(context);
      },
      load: async (context) => {
        if (context.raw.method !== 'GET' || !isFirst(context)) return parts.load(context);
        const shown = cache.get(context.resource) ?? await parts.load(context);
        cache.set(context.resource, shown);
        return shown;
      },
    };
  },
} satisfies FaultDefinition;
