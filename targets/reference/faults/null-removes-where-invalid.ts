import type { FaultDefinition } from '../fault.ts';
import { accepting } from '../faulty/sent-pairs.ts';

export default {
  title: 'null removes an item where it is no value at all',
  contracts: ['server', 'image', 'volume'],
  effects: ['merge', 'upsert'],
  cites: 'plausible: JSON merge patch',
  catalogue: 'M18',
  kind: 'fault',
  expected: ['invalid-data-is-refused'],
  change: (parts) => ({
    ...accepting(parts, ([key, value]) => [key, value ?? '']),
    upsert: parts.merge,
  }),
} satisfies FaultDefinition;
