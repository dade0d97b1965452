import type { FaultDefinition } from '../fault.ts';
import { accepting } from '../faulty/sent-pairs.ts';

export default {
  title: 'an availability zone without a name is stored',
  contracts: ['aggregate'],
  cites: 'LP #1523450',
  catalogue: 'M20',
  kind: 'fault',
  expected: ['invalid-data-is-refused'],
  change: (parts) => ({
    ...accepting(parts, ([key, value]) => (key === 'availability_zone' && (value === null || value === '') ? [key, 'nova'] : [key, value])),
    checkMap: () => undefined,
  }),
} satisfies FaultDefinition;
