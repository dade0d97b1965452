import type { FaultDefinition } from '../fault.ts';
import { refusing } from '../faulty/sent-pairs.ts';

export default {
  title: 'values of exactly 255 characters are refused',
  cites: 'plausible',
  catalogue: 'X104',
  kind: 'fault',
  expected: ['valid-requests-are-accepted'],
  change: (parts) => refusing(parts, ([, value]) => typeof value === 'string' && [...value].length === 255),
} satisfies FaultDefinition;
