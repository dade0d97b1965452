import type { FaultDefinition } from '../fault.ts';
import { onlyWhen } from '../faulty/effects.ts';

export default {
  title: 'PUT of an item that is not there yet removes the others once there are three',
  effects: ['upsert'],
  cites: 'plausible',
  catalogue: 'X138',
  kind: 'fault',
  expected: ['upsert-changes-one-key'],
  change: (parts) => onlyWhen(parts, { upsert: parts.replace }, ({ before, key }) => before.size >= 3 && key !== null && !before.has(key)),
} satisfies FaultDefinition;
