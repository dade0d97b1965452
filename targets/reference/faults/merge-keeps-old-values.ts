import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';

export default {
  title: 'POST adds new items and leaves the old value of those that are there',
  cites: 'plausible',
  catalogue: 'M06',
  kind: 'fault',
  expected: ['values-are-stored-exactly'],
  change: (parts) => ({ merge: storing(parts, (pair, { before }) => (before.has(pair[0]) && pair[1] !== null ? null : pair)).merge }),
} satisfies FaultDefinition;
