import type { FaultDefinition } from '../fault.ts';
import { without } from '../faulty/effects.ts';

export default {
  title: 'GET of an item whose value is empty answers that it is not found',
  contracts: ['server', 'image', 'volume'],
  effects: ['read'],
  cites: 'plausible: a value tested for truth instead of presence',
  catalogue: 'X133',
  kind: 'fault',
  expected: ['views-agree', 'valid-requests-are-accepted'],
  change: (parts) => ({
    checkItem: (context) => { parts.checkItem({ ...context, before: without(context.before, (_key, value) => value === '') }); },
  }),
} satisfies FaultDefinition;
