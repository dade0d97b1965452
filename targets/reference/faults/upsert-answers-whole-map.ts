import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'the answer to PUT of an item holds every item',
  effects: ['upsert'],
  cites: 'an example in the archived Compute API v2 reference',
  catalogue: 'M29',
  kind: 'fault',
  expected: ['answers-hold-the-promised-map'],
  change: () => ({ present: ({ after }) => after }),
} satisfies FaultDefinition;
