import type { FaultDefinition } from '../fault.ts';
import { refuseText } from '../faulty/refuse-text.ts';

export default {
  title: 'keys and values with control characters are refused',
  cites: 'plausible',
  catalogue: 'tolerated',
  kind: 'tolerated',
  expected: [],
  change: (parts) => refuseText(parts, { keys: /\p{Cc}/u, values: /\p{Cc}/u }),
} satisfies FaultDefinition;
