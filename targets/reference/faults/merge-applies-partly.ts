import { commitDespite } from '../faulty/commit-despite.ts';
import { whenRefused } from '../faulty/refused.ts';
import { sentPairs, validPairs } from '../faulty/sent-pairs.ts';
import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'the pairs before an invalid one are stored although the request is refused',
  contracts: ['server', 'image'],
  effects: ['merge'],
  cites: 'plausible',
  catalogue: 'M96',
  kind: 'fault',
  expected: ['refused-requests-change-nothing'],
  change: (parts) => ({
    validate: async (context) => whenRefused(async () => parts.validate(context), async () => {
      const valid = new Map(await validPairs(parts, context));
      const firstInvalid = sentPairs(context).findIndex(([key]) => !valid.has(key));
      const sent = new Map([...valid].slice(0, Math.max(0, firstInvalid)));
      if (sent.size > 0) await commitDespite({ ...context, sent }, parts.merge);
    }, ['invalid']),
  }),
} satisfies FaultDefinition;
