import type { FaultDefinition } from '../fault.ts';
import { onlyWhen, storing } from '../faulty/effects.ts';

export default {
  title: 'POST to an empty map stores its first pair only',
  cites: 'plausible',
  catalogue: 'X119',
  kind: 'fault',
  expected: ['sent-keys-are-stored'],
  change: (parts) => onlyWhen(parts, { merge: storing(parts, (pair, { sent }) => (pair[0] === [...sent.keys()][0] ? pair : null)).merge }, ({ before }) => before.size === 0),
} satisfies FaultDefinition;
