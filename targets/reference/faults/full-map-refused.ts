import type { FaultDefinition } from '../fault.ts';
import { countingItems } from '../faulty/over-quota.ts';

export default {
  title: 'a map with exactly as many items as allowed is refused',
  contracts: ['server', 'image'],
  effects: ['merge', 'upsert', 'replace'],
  cites: 'plausible',
  catalogue: 'X116',
  kind: 'fault',
  expected: ['valid-requests-are-accepted'],
  change: () => countingItems(({ after }) => after.size + 1),
} satisfies FaultDefinition;
