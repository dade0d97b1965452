import type { FaultDefinition } from '../fault.ts';
import type { Metadata, Resource } from '../store.ts';

export default {
  title: 'values that are written to one key at once are stored one behind the other',
  cites: 'plausible',
  catalogue: 'M130',
  kind: 'fault',
  probabilistic: true,
  expected: ['acknowledged-writes-survive-races'],
  change: (parts) => {
    const writing = new WeakMap<Resource, { active: number; readonly sent: Set<Metadata> }>();
    return {
      exclusive: async (context, work) => {
        const all = writing.get(context.resource) ?? { active: 0, sent: new Set() };
        all.sent.add(context.sent);
        all.active += 1;
        writing.set(context.resource, all);
        await context.cloud.pause(3);
        try {
          return await parts.exclusive(context, work);
        } finally {
          all.active -= 1;
          if (all.active === 0) writing.delete(context.resource);
        }
      },
      commit: async (context) => {
        const others = [...writing.get(context.resource)?.sent ?? []].filter((sent) => sent !== context.sent);
        const joined = [...context.sent].flatMap(([key, value]) => {
          const other = others.find((sent) => typeof sent.get(key) === 'string')?.get(key);
          return typeof value === 'string' && typeof other === 'string' ? [[key, `${other},${value}`] as const] : [];
        });
        await parts.commit({ ...context, after: new Map([...context.after, ...joined]) });
      },
    };
  },
} satisfies FaultDefinition;
