import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';

export default {
  title: 'of pairs with the same value one POST stores only the last',
  cites: 'plausible: an index by value',
  catalogue: 'X126',
  kind: 'fault',
  expected: ['sent-keys-are-stored'],
  change: (parts) => ({ merge: storing(parts, (pair, { sent }) => ([...sent].findLast(([, value]) => value === pair[1])?.[0] === pair[0] ? pair : null)).merge }),
} satisfies FaultDefinition;
