import type { FaultDefinition } from '../fault.ts';
import { whenRefused } from '../faulty/refused.ts';

export default {
  title: 'a replace with too many items is refused, and the map is empty afterwards',
  contracts: ['server', 'image'],
  effects: ['replace'],
  cites: 'plausible',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['refused-requests-change-nothing'],
  change: (parts) => ({
    checkQuota: async (context) => whenRefused(async () => parts.checkQuota(context), async () => parts.commit({ ...context, after: new Map() })),
  }),
} satisfies FaultDefinition;
