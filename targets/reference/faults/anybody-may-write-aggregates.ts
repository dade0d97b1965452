import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'who is no administrator may set the metadata of aggregates',
  contracts: ['aggregate'],
  effects: ['merge'],
  cites: 'plausible',
  catalogue: 'M92',
  kind: 'fault',
  expected: ['only-the-owner-writes'],
  change: () => ({ admit: () => undefined, authorize: () => undefined }),
} satisfies FaultDefinition;
