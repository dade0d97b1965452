import type { FaultDefinition } from '../fault.ts';
import { commitDespite } from '../faulty/commit-despite.ts';
import { whenRefused } from '../faulty/refused.ts';
import { validPairs } from '../faulty/sent-pairs.ts';

export default {
  title: 'the keys that are null are removed although the rest of the request is refused',
  contracts: ['aggregate'],
  effects: ['merge'],
  cites: 'nova: removals and additions are two calls (nova/objects/aggregate.py)',
  catalogue: 'M99',
  kind: 'fault',
  expected: ['refused-requests-change-nothing'],
  change: (parts) => ({
    validate: async (context) => {
      const sent = new Map((await validPairs(parts, context)).filter(([, value]) => value === null));
      return whenRefused(async () => parts.validate(context), async () => { if (sent.size > 0) await commitDespite({ ...context, sent }, parts.merge); }, ['invalid']);
    },
    checkMap: async (context) => {
      const sent = new Map([...context.sent].filter(([key, value]) => value === null && key !== 'availability_zone'));
      await whenRefused(async () => parts.checkMap(context), async () => parts.commit({ ...context, after: parts.merge({ ...context, sent }) }));
    },
  }),
} satisfies FaultDefinition;
