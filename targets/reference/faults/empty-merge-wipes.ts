import type { FaultDefinition } from '../fault.ts';
import { onlyWhen } from '../faulty/effects.ts';

export default {
  title: 'POST of an empty map removes every item',
  cites: 'plausible',
  catalogue: 'M09',
  kind: 'fault',
  expected: ['merge-keeps-other-keys'],
  change: (parts) => onlyWhen(parts, { merge: () => new Map() }, ({ sent }) => sent.size === 0),
} satisfies FaultDefinition;
