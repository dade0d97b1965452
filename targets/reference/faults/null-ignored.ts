import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';

export default {
  title: 'null is dropped before it is looked at: the item stays',
  contracts: ['aggregate'],
  cites: 'openstack4j#71, ContainX/openstack4j#1334, there in a client',
  catalogue: 'M16',
  kind: 'fault',
  expected: ['null-removes-the-key'],
  change: (parts) => ({ merge: storing(parts, (pair) => (pair[1] === null ? null : pair)).merge }),
} satisfies FaultDefinition;
