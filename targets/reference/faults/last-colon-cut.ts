import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';

export default {
  title: 'a colon at the end of a key is not stored',
  cites: 'plausible',
  catalogue: 'X106',
  kind: 'fault',
  expected: ['sent-keys-are-stored', 'no-key-appears-unasked'],
  change: (parts) => storing(parts, ([key, value]) => [key.length > 1 && key.endsWith(':') ? key.slice(0, -1) : key, value]),
} satisfies FaultDefinition;
