import type { FaultDefinition } from '../fault.ts';
import { quotaStatus } from '../faulty/quota-status.ts';

export default {
  title: 'a map with too many items is refused with 413',
  contracts: ['server', 'image'],
  cites: 'LP #1298131',
  catalogue: 'M72',
  kind: 'fault',
  profiles: ['de-facto'],
  expected: ['refusals-have-the-stated-status'],
  change: (parts) => quotaStatus(parts, 413),
} satisfies FaultDefinition;
