import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'an upsert stores its key as it stands in the URL, percent-encoded',
  effects: ['upsert'],
  cites: 'plausible',
  catalogue: 'M78',
  kind: 'fault',
  expected: ['sent-keys-are-stored', 'no-key-appears-unasked'],
  change: (parts) => ({
    upsert: (context) => {
      const { before, key, match, operation } = context;
      const raw = match.parameters.get(operation.keyParameter ?? '')?.raw ?? '';
      const value = parts.upsert(context).get(key ?? '');
      return value === undefined ? before : new Map(before).set(raw, value);
    },
  }),
} satisfies FaultDefinition;
