import type { FaultDefinition } from '../fault.ts';
import type { Parsed } from '../parts.ts';

function twinOf({ key, sent }: Parsed): string | undefined {
  return [...sent.keys()].find((name) => name.toLowerCase() === key?.toLowerCase());
}

export default {
  title: 'URL key and body key are compared without regard to case, and the key of the URL is written',
  effects: ['upsert'],
  cites: 'plausible',
  catalogue: 'M76',
  kind: 'fault',
  expected: ['url-key-is-the-body-key'],
  change: (parts) => ({
    matchKey: (context) => { if (twinOf(context) === undefined) parts.matchKey(context); },
    upsert: (context) => {
      const { before, key, sent } = context;
      const value = sent.get(twinOf(context) ?? '');
      return key === null || value === undefined ? before : new Map(before).set(key, value);
    },
  }),
} satisfies FaultDefinition;
