import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';

export default {
  title: 'keys of exactly 64 characters are not stored',
  cites: 'plausible',
  catalogue: 'X101',
  kind: 'fault',
  expected: ['sent-keys-are-stored'],
  change: (parts) => storing(parts, (pair) => (pair[0].length === 64 ? null : pair)),
} satisfies FaultDefinition;
