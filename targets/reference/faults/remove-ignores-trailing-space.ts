import type { FaultDefinition } from '../fault.ts';
import { without } from '../faulty/effects.ts';

export default {
  title: 'DELETE of a removes `a ` as well',
  effects: ['remove'],
  cites: 'plausible: a collation that pads with spaces',
  catalogue: 'M40',
  kind: 'fault',
  expected: ['remove-keeps-other-keys'],
  change: () => ({ remove: ({ before, key }) => without(before, (name) => name.trimEnd() === key?.trimEnd()) }),
} satisfies FaultDefinition;
