import type { FaultDefinition } from '../fault.ts';
import { accepting } from '../faulty/sent-pairs.ts';

export default {
  title: 'an empty key is stored',
  cites: 'LP #965102',
  catalogue: 'M62',
  kind: 'fault',
  expected: ['invalid-data-is-refused'],
  change: (parts) => accepting(parts, ([key, value]) => [key === '' ? 'x' : key, value]),
} satisfies FaultDefinition;
