import type { FaultDefinition } from '../fault.ts';
import { without } from '../faulty/effects.ts';

export default {
  title: 'PUT of the map leaves items whose keys have 255 characters',
  effects: ['replace'],
  cites: 'plausible',
  catalogue: 'X127',
  kind: 'fault',
  expected: ['replace-removes-absent-keys'],
  change: (parts) => ({ replace: (held) => new Map([...without(held.before, (key) => key.length < 255), ...parts.replace(held)]) }),
} satisfies FaultDefinition;
