import type { FaultDefinition } from '../fault.ts';
import { overloadedNowAndThen } from '../faulty/overload.ts';

export default {
  title: 'every 31st request is answered 429 with Retry-After',
  cites: 'plausible',
  catalogue: 'tolerated',
  kind: 'tolerated',
  expected: [],
  change: (parts) => overloadedNowAndThen(parts, 429, 'This request was rate-limited.'),
} satisfies FaultDefinition;
