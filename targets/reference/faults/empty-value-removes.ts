import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';

export default {
  title: 'an empty value removes the item, as null does',
  contracts: ['aggregate'],
  cites: 'plausible: so do object stores',
  catalogue: 'M19',
  kind: 'fault',
  expected: ['sent-keys-are-stored'],
  change: (parts) => ({ merge: storing(parts, ([key, value]) => [key, value === '' ? null : value]).merge }),
} satisfies FaultDefinition;
