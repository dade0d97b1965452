import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'outer white space of values is cut off',
  cites: 'plausible',
  catalogue: 'M35',
  kind: 'fault',
  expected: ['values-are-stored-exactly'],
  change: (parts) => ({
    validate: async (context) => new Map([...await parts.validate(context)].map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value])),
  }),
} satisfies FaultDefinition;
