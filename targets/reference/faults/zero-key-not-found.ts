import type { FaultDefinition } from '../fault.ts';
import { without } from '../faulty/effects.ts';

export default {
  title: 'an item with the key 0 cannot be read or removed',
  contracts: ['server', 'image', 'volume'],
  effects: ['read', 'remove'],
  cites: 'plausible: a key tested for truth instead of presence',
  catalogue: 'X134',
  kind: 'fault',
  expected: ['views-agree', 'valid-requests-are-accepted'],
  change: (parts) => ({
    checkItem: (context) => { parts.checkItem({ ...context, before: without(context.before, (key) => key === '0') }); },
  }),
} satisfies FaultDefinition;
