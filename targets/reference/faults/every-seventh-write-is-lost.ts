import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'a write that is the seventh request of a connection, or the fourteenth, is answered and not stored',
  cites: 'plausible: a pooled connection whose transaction is not committed',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['writes-are-visible-at-once', 'sent-keys-are-stored'],
  change: (parts) => ({
    commit: async (context) => { if (context.raw.connection.request % 7 !== 0) await parts.commit(context); },
  }),
} satisfies FaultDefinition;
