import type { FaultDefinition } from '../fault.ts';
import { onto, slowlyForWrites, unlocked } from '../faulty/races.ts';

export default {
  title: 'a merge writes back what it read, so that a key removed meanwhile comes back',
  contracts: ['server', 'image', 'volume'],
  cites: 'LP #1650188',
  catalogue: 'M125',
  kind: 'fault',
  probabilistic: true,
  expected: ['acknowledged-writes-survive-races'],
  change: (parts) => ({
    exclusive: unlocked,
    load: slowlyForWrites(parts, 6),
    commit: async (context) => {
      const { effect } = context.operation;
      const current = context.resource.metadata;
      const after = effect === 'merge' || effect === 'upsert' ? new Map([...current, ...context.before, ...onto(context, new Map())]) : onto(context, current);
      await parts.commit({ ...context, after });
    },
  }),
} satisfies FaultDefinition;
