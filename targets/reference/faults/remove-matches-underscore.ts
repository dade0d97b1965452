import type { FaultDefinition } from '../fault.ts';
import { isLike } from '../faulty/alike.ts';
import { without } from '../faulty/effects.ts';

export default {
  title: 'an underscore of a key matches any character when the item is removed',
  effects: ['remove'],
  cites: 'plausible: DELETE ... WHERE key LIKE',
  catalogue: 'X124',
  kind: 'fault',
  expected: ['remove-keeps-other-keys'],
  change: () => ({ remove: ({ before, key }) => without(before, (name) => isLike(name, key ?? '')) }),
} satisfies FaultDefinition;
