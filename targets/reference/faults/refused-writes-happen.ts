import { effectOf } from '../effect-of.ts';
import type { FaultDefinition } from '../fault.ts';
import { whenRefused } from '../faulty/refused.ts';

export default {
  title: 'a write that is answered 409 or 403 has happened',
  cites: 'plausible',
  catalogue: 'M103',
  kind: 'fault',
  expected: ['refused-requests-change-nothing'],
  change: (parts) => ({
    checkState: async (context) => whenRefused(async () => parts.checkState(context), async () => parts.commit({ ...context, after: effectOf(context) })),
    checkQuota: async (context) => whenRefused(async () => parts.checkQuota(context), async () => parts.commit(context)),
  }),
} satisfies FaultDefinition;
