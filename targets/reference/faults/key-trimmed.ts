import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';

export default {
  title: 'outer white space of keys is cut off',
  contracts: ['server', 'image', 'aggregate'],
  cites: 'nova: under /v2 it strips names',
  catalogue: 'M36',
  kind: 'fault',
  expected: ['sent-keys-are-stored', 'no-key-appears-unasked'],
  change: (parts) => ({
    ...storing(parts, ([key, value]) => [key.trim(), value]),
    present: (context) => (context.operation.effect === 'upsert' ? context.sent : parts.present(context)),
  }),
} satisfies FaultDefinition;
