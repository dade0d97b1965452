import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'a write is answered as if it had happened, and nothing is stored',
  effects: ['merge', 'replace', 'upsert'],
  cites: "nova: an image's `PUT metadata/name` answers 200 and stores nothing",
  catalogue: 'M23',
  kind: 'fault',
  expected: ['answers-tell-what-is-stored', 'sent-keys-are-stored'],
  change: () => ({ commit: async () => { await Promise.resolve(); } }),
} satisfies FaultDefinition;
