import type { FaultDefinition } from '../fault.ts';
import { onto, unlocked } from '../faulty/races.ts';

export default {
  title: 'a replace removes and sets key by key, and other writers come between',
  cites: 'manila: manila/api/v2/metadata.py removes key by key',
  catalogue: 'M121',
  kind: 'fault',
  probabilistic: true,
  expected: ['acknowledged-writes-survive-races'],
  change: (parts) => ({
    exclusive: unlocked,
    commit: async (context) => {
      const { after, cloud, resource } = context;
      if (context.operation.effect !== 'replace') { await parts.commit({ ...context, after: onto(context, resource.metadata) }); return; }
      for (const key of new Set([...context.before.keys(), ...after.keys()])) {
        const value = after.get(key);
        const next = new Map(resource.metadata);
        if (value === undefined) next.delete(key);
        else next.set(key, value);
        await parts.commit({ ...context, after: next });
        await cloud.pause(2);
      }
    },
  }),
} satisfies FaultDefinition;
