import type { FaultDefinition } from '../fault.ts';
import { whenRefused } from '../faulty/refused.ts';

export default {
  title: 'a merge with too many items stores as many as fit and is refused',
  contracts: ['server', 'image'],
  effects: ['merge'],
  cites: 'plausible',
  catalogue: 'M98',
  kind: 'fault',
  expected: ['refused-requests-change-nothing'],
  change: (parts) => ({
    checkQuota: async (context) => whenRefused(async () => parts.checkQuota(context), async () => {
      const limit = context.cloud.quotaOf(context.contract) ?? context.after.size;
      await parts.commit({ ...context, after: new Map([...context.after].slice(0, limit)) });
    }),
  }),
} satisfies FaultDefinition;
