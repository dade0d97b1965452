import type { FaultDefinition } from '../fault.ts';
import { remembered } from '../faulty/remembered.ts';
import type { Metadata } from '../store.ts';

export default {
  title: 'every other read is answered by a replica that is one write behind',
  cites: 'plausible',
  catalogue: 'M26',
  kind: 'fault',
  expected: ['writes-are-visible-at-once', 'reads-are-stable'],
  change: (parts) => {
    const replica = remembered<{ reads: number; metadata: Metadata | null }>(() => ({ reads: 0, metadata: null }));
    return {
      commit: async (context) => {
        replica(context.resource).metadata = context.before;
        await parts.commit(context);
      },
      load: async (context) => {
        const metadata = await parts.load(context);
        if (context.raw.method !== 'GET') return metadata;
        const behind = replica(context.resource);
        behind.reads += 1;
        return behind.reads % 2 === 0 ? behind.metadata ?? metadata : metadata;
      },
    };
  },
} satisfies FaultDefinition;
