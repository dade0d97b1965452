import type { FaultDefinition } from '../fault.ts';
import { onlyWhen } from '../faulty/effects.ts';

export default {
  title: 'PUT of an empty map changes nothing',
  effects: ['replace'],
  cites: 'plausible',
  catalogue: 'M08',
  kind: 'fault',
  expected: ['replace-removes-absent-keys'],
  change: (parts) => onlyWhen(parts, { replace: ({ before }) => before }, ({ sent }) => sent.size === 0),
} satisfies FaultDefinition;
