import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';

export default {
  title: 'keys of exactly 255 characters lose the last one',
  cites: 'plausible: room for a closing NUL',
  catalogue: 'X103',
  kind: 'fault',
  expected: ['sent-keys-are-stored', 'no-key-appears-unasked'],
  change: (parts) => storing(parts, ([key, value]) => [key.length === 255 ? key.slice(0, -1) : key, value]),
} satisfies FaultDefinition;
