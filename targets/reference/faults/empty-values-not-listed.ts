import type { FaultDefinition } from '../fault.ts';
import { without } from '../faulty/effects.ts';

export default {
  title: 'the list leaves out items with empty values',
  effects: ['read'],
  cites: 'plausible',
  catalogue: 'X136',
  kind: 'fault',
  expected: ['sent-keys-are-stored', 'views-agree'],
  change: (parts) => ({
    present: (context) => (context.operation.on === 'map' ? without(parts.present(context), (_key, value) => value === '') : parts.present(context)),
  }),
} satisfies FaultDefinition;
