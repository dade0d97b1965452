import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';

export default {
  title: 'keys of images are stored in lower case',
  contracts: ['image'],
  cites: 'openstack-dev 2016-02-25, property name asymmetry',
  catalogue: 'M37',
  kind: 'fault',
  expected: ['sent-keys-are-stored', 'no-key-appears-unasked'],
  change: (parts) => ({
    ...storing(parts, ([key, value]) => [key.toLowerCase(), value]),
    present: (context) => (context.operation.effect === 'upsert' ? context.sent : parts.present(context)),
  }),
} satisfies FaultDefinition;
