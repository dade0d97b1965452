import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'a key with a dot in it cannot be removed: 204, and it stays',
  effects: ['remove'],
  cites: 'plausible',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['remove-removes-the-key'],
  change: (parts) => ({ remove: (context) => (context.key?.includes('.') === true ? context.before : parts.remove(context)) }),
} satisfies FaultDefinition;
