import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'reading a key that is not there is answered 200, with null for its value',
  effects: ['read'],
  cites: 'plausible',
  catalogue: 'M110',
  kind: 'fault',
  expected: ['absent-keys-are-not-found'],
  change: (parts) => ({
    checkItem: () => undefined,
    present: (context) => (context.key === null || context.before.has(context.key) ? parts.present(context) : new Map([[context.key, null]])),
  }),
} satisfies FaultDefinition;
