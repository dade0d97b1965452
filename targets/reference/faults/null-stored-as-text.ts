import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';

export default {
  title: 'null stores the text None instead of removing the item',
  contracts: ['aggregate'],
  cites: 'plausible',
  catalogue: 'M14',
  kind: 'fault',
  expected: ['null-removes-the-key'],
  change: (parts) => ({ merge: storing(parts, ([key, value]) => [key, value ?? 'None']).merge }),
} satisfies FaultDefinition;
