import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'a merge whose body is sent in chunks is answered as a success and stores nothing',
  effects: ['merge'],
  cites: 'plausible',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['sent-keys-are-stored'],
  change: (parts) => ({
    validate: async (context) => (context.raw.headers.has('transfer-encoding') ? new Map() : parts.validate(context)),
  }),
} satisfies FaultDefinition;
