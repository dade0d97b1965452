import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';

export default {
  title: 'an item whose value is its key is not stored',
  cites: 'plausible',
  catalogue: 'X121',
  kind: 'fault',
  expected: ['sent-keys-are-stored'],
  change: (parts) => storing(parts, (pair) => (pair[0] === pair[1] ? null : pair)),
} satisfies FaultDefinition;
