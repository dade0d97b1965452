import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'the quota is 40, and announced so',
  cites: 'plausible',
  catalogue: 'tolerated',
  kind: 'tolerated',
  expected: [],
  change: (parts) => ({
    receive: (raw, cloud, all) => parts.receive(raw, { ...cloud, quotaOf: (contract) => (cloud.quotaOf(contract) === null ? null : 40) }, all),
  }),
} satisfies FaultDefinition;
