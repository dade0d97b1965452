import type { FaultDefinition } from '../fault.ts';
import { isLike } from '../faulty/alike.ts';
import { altering } from '../faulty/effects.ts';

export default {
  title: 'writing a key with an underscore writes all keys that match it with any character there',
  effects: ['merge', 'upsert'],
  cites: 'plausible: UPDATE ... WHERE key LIKE',
  catalogue: 'X105',
  kind: 'fault',
  expected: ['merge-keeps-other-keys', 'upsert-changes-one-key'],
  change: (parts) => altering(parts, (after, { sent }) => {
    const stored = new Map(after);
    for (const [key, value] of sent) for (const name of after.keys()) if (!sent.has(name) && isLike(name, key)) stored.set(name, value);
    return stored;
  }),
} satisfies FaultDefinition;
