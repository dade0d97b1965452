import type { FaultDefinition } from '../fault.ts';
import { quotaStatus } from '../faulty/quota-status.ts';

export default {
  title: 'a map with too many items is refused with 413',
  cites: 'LP #1298131: nova did so until 2014',
  catalogue: 'T03',
  kind: 'tolerated',
  profiles: ['documented'],
  expected: [],
  change: (parts) => quotaStatus(parts, 413),
} satisfies FaultDefinition;
