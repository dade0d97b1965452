import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';

export default {
  title: 'an item with an empty value is not stored',
  cites: 'plausible: manila refuses blank values',
  catalogue: 'M52',
  kind: 'fault',
  expected: ['sent-keys-are-stored'],
  change: (parts) => storing(parts, (pair) => (pair[1] === '' ? null : pair)),
} satisfies FaultDefinition;
