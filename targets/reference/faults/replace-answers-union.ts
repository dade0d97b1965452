import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'the answer to PUT of the map still holds what it removed',
  effects: ['replace'],
  cites: 'plausible',
  catalogue: 'M30',
  kind: 'fault',
  expected: ['answers-hold-the-promised-map', 'answers-tell-what-is-stored'],
  change: () => ({ present: ({ after, before }) => new Map([...before, ...after]) }),
} satisfies FaultDefinition;
