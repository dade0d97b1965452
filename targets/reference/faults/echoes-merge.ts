import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'the answer to a merge holds what was sent only',
  contracts: ['server'],
  effects: ['merge'],
  cites: 'the document on server metadata leaves open what the answer holds',
  catalogue: 'T01',
  kind: 'tolerated',
  profiles: ['documented'],
  expected: [],
  change: (parts) => ({ present: (context) => (context.operation.on === 'map' ? new Map(context.sent) : parts.present(context)) }),
} satisfies FaultDefinition;
