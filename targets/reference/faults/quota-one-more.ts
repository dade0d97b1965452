import type { FaultDefinition } from '../fault.ts';
import { countingItems } from '../faulty/over-quota.ts';

export default {
  title: 'one item more than the limit is stored',
  contracts: ['server', 'image'],
  effects: ['merge', 'upsert', 'replace'],
  cites: 'plausible',
  catalogue: 'M69',
  kind: 'fault',
  expected: ['quota-is-kept'],
  change: () => countingItems(({ after }) => after.size - 1),
} satisfies FaultDefinition;
