import type { FaultDefinition } from '../fault.ts';
import { countingItems } from '../faulty/over-quota.ts';

export default {
  title: 'items that PUT of the map removes count against the limit',
  contracts: ['server', 'image'],
  effects: ['replace'],
  cites: 'plausible',
  catalogue: 'M71',
  kind: 'fault',
  expected: ['valid-requests-are-accepted'],
  change: () => countingItems(({ after, before }) => after.size + before.size),
} satisfies FaultDefinition;
