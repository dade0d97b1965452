import type { FaultDefinition } from '../fault.ts';
import { onlyWhen } from '../faulty/effects.ts';

export default {
  title: 'a new availability zone removes all other items of the aggregate',
  contracts: ['aggregate'],
  cites: 'LP #1200369',
  catalogue: 'M13',
  kind: 'fault',
  expected: ['merge-keeps-other-keys'],
  change: (parts) => onlyWhen(parts, { merge: (held) => parts.merge({ ...held, before: new Map() }) },
    ({ before, sent }) => sent.has('availability_zone') && sent.get('availability_zone') !== before.get('availability_zone')),
} satisfies FaultDefinition;
