import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'the reader role may remove items',
  contracts: ['server', 'image', 'volume'],
  effects: ['remove'],
  cites: 'plausible: a policy that was never restricted',
  catalogue: 'corner',
  kind: 'tolerated',
  expected: [],
  change: () => ({ authorize: () => undefined }),
} satisfies FaultDefinition;
