import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'reading a key with a colon that is not there is answered 500',
  effects: ['read'],
  cites: 'plausible: a namespaced look-up',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['no-server-errors'],
  change: (parts) => ({
    checkItem: (context) => {
      if (context.key?.includes(':') === true && !context.before.has(context.key)) throw new Error('The key has no such part.');
      parts.checkItem(context);
    },
  }),
} satisfies FaultDefinition;
