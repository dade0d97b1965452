import type { FaultDefinition } from '../fault.ts';
import { onto, unlocked } from '../faulty/races.ts';
import type { Json } from '../json.ts';
import type { Resource } from '../store.ts';

export default {
  title: 'upserts of one resource that overlap may store the value of the other',
  contracts: ['server', 'image', 'volume'],
  effects: ['upsert'],
  cites: 'plausible: request state in a variable of the module',
  catalogue: 'corner',
  kind: 'fault',
  probabilistic: true,
  expected: ['acknowledged-writes-survive-races'],
  change: (parts) => {
    const shared = new WeakMap<Resource, Json>();
    return {
      exclusive: unlocked,
      upsert: (context) => {
        const value = context.sent.get(context.key ?? '');
        if (value !== undefined) shared.set(context.resource, value);
        return parts.upsert(context);
      },
      commit: async (context) => {
        await context.cloud.pause(4);
        const value = shared.get(context.resource);
        const after = onto(context, context.resource.metadata);
        await parts.commit({ ...context, after: context.key === null || value === undefined ? after : new Map(after).set(context.key, value) });
      },
    };
  },
} satisfies FaultDefinition;
