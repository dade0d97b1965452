import type { FaultDefinition } from '../fault.ts';
import type { Resource } from '../store.ts';

export default {
  title: 'values that are written to one key at once are stored one behind the other',
  cites: 'plausible',
  catalogue: 'M130',
  kind: 'fault',
  probabilistic: true,
  expected: ['acknowledged-writes-survive-races'],
  change: (parts) => {
    const writing = new WeakMap<Resource, Map<string, string>>();
    return {
      commit: async (context) => {
        const { resource, sent } = context;
        const others = writing.get(resource) ?? new Map<string, string>();
        writing.delete(resource);
        const joined = [...sent].flatMap(([key, value]) => (others.has(key) && typeof value === 'string' ? [[key, `${others.get(key)!},${value}`] as const] : []));
        await parts.commit({ ...context, after: new Map([...context.after, ...joined]) });
      },
      exclusive: async (context, work) => parts.exclusive(context, async () => {
        const done = await work();
        const mine = [...context.sent].filter((pair): pair is [string, string] => typeof pair[1] === 'string');
        writing.set(context.resource, new Map(mine));
        await context.cloud.pause(4);
        writing.delete(context.resource);
        return done;
      }),
    };
  },
} satisfies FaultDefinition;
