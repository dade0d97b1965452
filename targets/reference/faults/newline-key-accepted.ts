import type { FaultDefinition } from '../fault.ts';
import { accepting } from '../faulty/sent-pairs.ts';

export default {
  title: 'a key with a line feed at its end is stored, and no URL of an item reaches it',
  contracts: ['server', 'aggregate'],
  effects: ['merge', 'read', 'remove'],
  cites: "nova: $ of Python's regular expressions matches before a last line feed",
  catalogue: 'M64',
  kind: 'fault',
  expected: ['invalid-data-is-refused', 'views-agree'],
  change: (parts) => ({
    ...accepting(parts, ([key, value]) => [key.replace(/\n$/, ''), value]),
    decodeKey: (segment) => parts.decodeKey(segment).replace(/\n$/, ''),
  }),
} satisfies FaultDefinition;
