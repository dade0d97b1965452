import type { FaultDefinition } from '../fault.ts';
import { onlyWhen, storing } from '../faulty/effects.ts';

/** Pairs that one statement takes. */
const LARGEST_BATCH = 50;

export default {
  title: 'of more than fifty pairs only the last is stored',
  cites: 'plausible',
  catalogue: 'M33',
  kind: 'fault',
  expected: ['sent-keys-are-stored'],
  change: (parts) => {
    const lastOnly = storing(parts, (pair, { sent }) => (pair[0] === [...sent.keys()].at(-1) ? pair : null));
    return onlyWhen(parts, { merge: lastOnly.merge, replace: lastOnly.replace }, ({ sent }) => sent.size > LARGEST_BATCH);
  },
} satisfies FaultDefinition;
