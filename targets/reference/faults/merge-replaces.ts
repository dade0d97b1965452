import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'POST of some items makes them the whole map',
  contracts: ['server', 'image'],
  cites: 'plausible: the inverse of the mix-up behind hashicorp/terraform#11239',
  catalogue: 'M01',
  kind: 'fault',
  expected: ['merge-keeps-other-keys'],
  change: (parts) => ({ merge: parts.replace }),
} satisfies FaultDefinition;
