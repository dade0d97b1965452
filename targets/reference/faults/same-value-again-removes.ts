import type { FaultDefinition } from '../fault.ts';
import { storing } from '../faulty/effects.ts';

export default {
  title: 'writing the value that an item has already removes the item',
  effects: ['merge'],
  cites: 'plausible: a toggle, or a difference taken the wrong way round',
  catalogue: 'X109',
  kind: 'fault',
  expected: ['sent-keys-are-stored'],
  change: (parts) => storing(parts, (pair, { before }) => (before.get(pair[0]) === pair[1] ? [pair[0], null] : pair)),
} satisfies FaultDefinition;
