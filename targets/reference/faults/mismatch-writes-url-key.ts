import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'an upsert whose body names another key than its URL writes the key of the URL',
  effects: ['upsert'],
  cites: 'plausible',
  catalogue: 'M75',
  kind: 'fault',
  expected: ['url-key-is-the-body-key'],
  change: () => ({
    matchKey: () => undefined,
    upsert: ({ before, key, sent }) => {
      const [value] = sent.values();
      return key === null || value === undefined ? before : new Map(before).set(key, value);
    },
  }),
} satisfies FaultDefinition;
