import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';

export default {
  title: 'leading zeros of keys of digits are lost',
  cites: 'plausible: PHP, and columns with numeric affinity',
  catalogue: 'X122',
  kind: 'fault',
  expected: ['sent-keys-are-stored', 'no-key-appears-unasked'],
  change: (parts) => storing(parts, ([key, value]) => [/^0\d+$/.test(key) ? String(Number(key)) : key, value]),
} satisfies FaultDefinition;
