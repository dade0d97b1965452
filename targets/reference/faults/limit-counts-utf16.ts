import type { FaultDefinition } from '../fault.ts';
import { refusing } from '../faulty/sent-pairs.ts';

export default {
  title: 'the limit of 255 counts UTF-16 units',
  cites: 'plausible: servers in Java and JavaScript',
  catalogue: 'M45',
  kind: 'fault',
  expected: ['lengths-count-code-points', 'valid-requests-are-accepted'],
  change: (parts) => refusing(parts, ([, value]) => typeof value === 'string' && value.length > 255),
} satisfies FaultDefinition;
