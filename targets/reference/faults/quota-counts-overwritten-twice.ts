import type { FaultDefinition } from '../fault.ts';
import { countingItems } from '../faulty/over-quota.ts';

export default {
  title: 'an item that is overwritten counts twice against the limit',
  contracts: ['server', 'image'],
  effects: ['merge', 'upsert'],
  cites: 'plausible',
  catalogue: 'M70',
  kind: 'fault',
  expected: ['valid-requests-are-accepted'],
  change: () => countingItems(({ before, sent }) => before.size + sent.size),
} satisfies FaultDefinition;
