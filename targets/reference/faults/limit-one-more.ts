import type { FaultDefinition } from '../fault.ts';
import { accepting } from '../faulty/sent-pairs.ts';

export default {
  title: 'a value of 256 characters is stored',
  cites: 'plausible',
  catalogue: 'M47',
  kind: 'fault',
  expected: ['invalid-data-is-refused'],
  change: (parts) => accepting(parts, ([key, value]) => [key, typeof value === 'string' && [...value].length === 256 ? 'x' : value]),
} satisfies FaultDefinition;
