import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'the write that follows a refused request is acknowledged and not stored',
  cites: 'plausible: a transaction that was rolled back late',
  catalogue: 'X110',
  kind: 'fault',
  expected: ['sent-keys-are-stored', 'answers-tell-what-is-stored'],
  change: (parts) => {
    let isPoisoned = false;
    return {
      respondError: (context, refusal) => {
        isPoisoned ||= refusal.status === 400;
        return parts.respondError(context, refusal);
      },
      commit: async (context) => {
        if (!isPoisoned) await parts.commit(context);
        isPoisoned = false;
      },
    };
  },
} satisfies FaultDefinition;
