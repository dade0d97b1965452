import type { FaultDefinition } from '../fault.ts';
import { without } from '../faulty/effects.ts';

export default {
  title: 'an underscore of a key matches any character when the item is removed',
  effects: ['remove'],
  cites: 'plausible: DELETE ... WHERE key LIKE',
  catalogue: 'X124',
  kind: 'fault',
  expected: ['remove-keeps-other-keys'],
  change: () => ({
    remove: ({ before, key }) => {
      const pattern = new RegExp(`^${(key ?? '').replaceAll('.', '\\.').replaceAll('_', '.')}$`);
      return without(before, (name) => name === key || pattern.test(name));
    },
  }),
} satisfies FaultDefinition;
