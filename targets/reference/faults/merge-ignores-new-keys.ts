import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';

export default {
  title: 'POST updates the items that are there and leaves out new ones',
  cites: 'plausible: the reference speaks of updating items that exist',
  catalogue: 'M05',
  kind: 'fault',
  expected: ['sent-keys-are-stored'],
  change: (parts) => ({ merge: storing(parts, (pair, { before }) => (before.has(pair[0]) ? pair : null)).merge }),
} satisfies FaultDefinition;
