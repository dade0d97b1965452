import type { FaultDefinition } from '../fault.ts';
import { without } from '../faulty/effects.ts';

export default {
  title: 'DELETE of a removes every key that begins with a',
  effects: ['remove'],
  cites: 'plausible',
  catalogue: 'M41',
  kind: 'fault',
  expected: ['remove-keeps-other-keys'],
  change: () => ({ remove: ({ before, key }) => without(before, (name) => name.startsWith(key ?? '')) }),
} satisfies FaultDefinition;
