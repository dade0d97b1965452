import type { FaultDefinition } from '../fault.ts';
import { onlyWhen } from '../faulty/effects.ts';

export default {
  title: 'PUT of an item is acknowledged and not stored when the path holds the project id',
  contracts: ['server', 'image'],
  cites: 'plausible',
  catalogue: 'X120',
  kind: 'fault',
  expected: ['sent-keys-are-stored', 'values-are-stored-exactly'],
  change: (parts) => onlyWhen(parts, { upsert: ({ before }) => before }, ({ match }) => match.projectId !== null),
} satisfies FaultDefinition;
