import type { FaultDefinition } from '../fault.ts';
import type { Metadata } from '../store.ts';

const PROVIDED: Metadata = new Map([['backup_id', ''], ['provider.zone', 'z1']]);

function withoutProvided(map: Metadata): Metadata {
  return new Map([...map].filter(([key]) => !PROVIDED.has(key)));
}

export default {
  title: 'the provider adds items that survive every write',
  contracts: ['server', 'ecs'],
  cites: 'cloud.z.com: answers hold backup_id, backup_status and properties',
  catalogue: 'T08',
  kind: 'tolerated',
  expected: [],
  change: (parts) => ({
    load: async (context) => new Map([...await parts.load(context), ...PROVIDED]),
    checkQuota: async (context) => parts.checkQuota({ ...context, after: withoutProvided(context.after) }),
    commit: async (context) => parts.commit({ ...context, after: withoutProvided(context.after) }),
    present: (context) => (context.operation.answer === 'map' ? new Map([...parts.present(context), ...PROVIDED]) : parts.present(context)),
  }),
} satisfies FaultDefinition;
