import type { FaultDefinition } from '../fault.ts';
import { onlyWhen } from '../faulty/effects.ts';

export default {
  title: 'DELETE of the only item is acknowledged and removes nothing',
  effects: ['remove'],
  cites: 'plausible',
  catalogue: 'X132',
  kind: 'fault',
  expected: ['remove-removes-the-key'],
  change: (parts) => onlyWhen(parts, { remove: ({ before }) => before }, ({ before }) => before.size === 1),
} satisfies FaultDefinition;
