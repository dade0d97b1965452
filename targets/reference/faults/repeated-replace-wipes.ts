import type { FaultDefinition } from '../fault.ts';
import { isSameMap } from '../faulty/alike.ts';
import { onlyWhen } from '../faulty/effects.ts';

export default {
  title: 'PUT of the map that is there already removes every item',
  effects: ['replace'],
  cites: 'plausible: a difference taken the wrong way round, akin to LP #1200369',
  catalogue: 'M10',
  kind: 'fault',
  expected: ['sent-keys-are-stored'],
  change: (parts) => onlyWhen(parts, { replace: () => new Map() }, ({ before, sent }) => isSameMap(before, sent)),
} satisfies FaultDefinition;
