import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';

export default {
  title: 'keys that every JavaScript object has are not stored',
  cites: 'langfuse/langfuse#17685',
  catalogue: 'M58',
  kind: 'fault',
  expected: ['sent-keys-are-stored'],
  change: (parts) => storing(parts, (pair) => (pair[0] in {} ? null : pair)),
} satisfies FaultDefinition;
