import type { FaultDefinition } from '../fault.ts';
import { onlyWhen } from '../faulty/effects.ts';

export default {
  title: 'DELETE of a key with a dot is acknowledged and removes nothing',
  effects: ['remove'],
  cites: 'plausible',
  catalogue: 'X131',
  kind: 'fault',
  expected: ['remove-removes-the-key'],
  change: (parts) => onlyWhen(parts, { remove: ({ before }) => before }, ({ key }) => key?.includes('.') === true),
} satisfies FaultDefinition;
