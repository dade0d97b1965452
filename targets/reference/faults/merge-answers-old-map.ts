import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'the answer to POST is the map before the write',
  effects: ['merge'],
  cites: 'plausible',
  catalogue: 'M27',
  kind: 'fault',
  expected: ['answers-hold-the-promised-map', 'answers-tell-what-is-stored'],
  change: () => ({ present: ({ before }) => before }),
} satisfies FaultDefinition;
