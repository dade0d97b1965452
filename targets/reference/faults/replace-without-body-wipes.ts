import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'a replace without a body, or with one of unknown length, is taken as the empty map',
  effects: ['replace'],
  cites: 'plausible: nova takes a body of unknown length for none and refuses it',
  catalogue: 'M102',
  kind: 'fault',
  expected: ['invalid-data-is-refused', 'sent-keys-are-stored'],
  change: (parts) => ({
    validate: async (context) => (context.raw.headers.has('content-length') && context.raw.bodyBytes > 0 ? parts.validate(context) : new Map()),
  }),
} satisfies FaultDefinition;
