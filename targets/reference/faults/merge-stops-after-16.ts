import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';

export default {
  title: 'POST stores the first sixteen pairs',
  cites: 'plausible',
  catalogue: 'X118',
  kind: 'fault',
  expected: ['sent-keys-are-stored'],
  change: (parts) => ({ merge: storing(parts, (pair, { sent }) => ([...sent.keys()].indexOf(pair[0]) < 16 ? pair : null)).merge }),
} satisfies FaultDefinition;
