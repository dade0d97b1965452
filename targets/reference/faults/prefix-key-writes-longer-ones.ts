import type { FaultDefinition } from '../fault.ts';
import { altering } from '../faulty/effects.ts';

export default {
  title: 'writing a key gives its value to every key that it is a prefix of',
  effects: ['merge', 'upsert'],
  cites: 'plausible',
  catalogue: 'X113',
  kind: 'fault',
  expected: ['merge-keeps-other-keys', 'upsert-changes-one-key'],
  change: (parts) => altering(parts, (after, { sent }) => {
    const stored = new Map(after);
    for (const [key, value] of sent) for (const name of after.keys()) if (!sent.has(name) && name.startsWith(key)) stored.set(name, value);
    return stored;
  }),
} satisfies FaultDefinition;
