import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'a second key that differs only in case ends in a server error',
  contracts: ['aggregate'],
  cites: 'LP #1538011',
  catalogue: 'M42',
  kind: 'fault',
  expected: ['no-server-errors'],
  change: (parts) => ({
    merge: (held) => {
      const after = parts.merge(held);
      const names = new Set([...after.keys()].map((key) => key.toLowerCase()));
      if (names.size < after.size) throw new Error('KeyError');
      return after;
    },
  }),
} satisfies FaultDefinition;
