import type { FaultDefinition } from '../fault.ts';
import { onto, unlocked } from '../faulty/races.ts';
import type { Json } from '../json.ts';
import type { Resource } from '../store.ts';

export default {
  title: 'a key that is created twice at once has two rows, of which a removal takes one',
  contracts: ['server', 'image', 'volume'],
  cites: 'nova: no unique index on instance_metadata',
  catalogue: 'M124',
  kind: 'fault',
  probabilistic: true,
  expected: ['acknowledged-writes-survive-races', 'remove-removes-the-key'],
  change: (parts) => {
    const second = new WeakMap<Resource, Map<string, Json>>();
    const rowsOf = (resource: Resource): Map<string, Json> => {
      const rows = second.get(resource) ?? new Map<string, Json>();
      second.set(resource, rows);
      return rows;
    };
    return {
      exclusive: unlocked,
      commit: async (context) => {
        const { before, key, operation, resource, sent } = context;
        await context.cloud.pause(5);
        if (operation.effect === 'replace') second.delete(resource);
        for (const [name] of sent) {
          const row = resource.metadata.get(name);
          if (operation.effect !== 'replace' && row !== undefined && !before.has(name)) rowsOf(resource).set(name, row);
        }
        const left = operation.effect === 'remove' && key !== null ? rowsOf(resource).get(key) : undefined;
        const after = onto(context, resource.metadata);
        if (key !== null && left !== undefined) rowsOf(resource).delete(key);
        await parts.commit({ ...context, after: left === undefined || key === null ? after : new Map(after).set(key, left) });
      },
    };
  },
} satisfies FaultDefinition;
