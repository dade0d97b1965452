import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'keys of digits are counted anew from 0 by each merge',
  cites: "plausible: PHP's array_merge",
  catalogue: 'M60',
  kind: 'fault',
  expected: ['sent-keys-are-stored', 'no-key-appears-unasked'],
  change: (parts) => ({
    merge: (held) => {
      let count = 0;
      return new Map([...parts.merge(held)].map(([key, value]) => [/^(?:0|[1-9]\d*)$/.test(key) ? String(count++) : key, value]));
    },
  }),
} satisfies FaultDefinition;
