import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';

const FIELDS: readonly string[] = ['id', 'key', 'metadata'];

export default {
  title: 'keys named like fields of the record are not stored',
  cites: 'plausible: an object-relational mapper',
  catalogue: 'M61',
  kind: 'fault',
  expected: ['sent-keys-are-stored'],
  change: (parts) => storing(parts, (pair) => (FIELDS.includes(pair[0]) ? null : pair)),
} satisfies FaultDefinition;
