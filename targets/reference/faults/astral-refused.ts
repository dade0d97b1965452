import type { FaultDefinition } from '../fault.ts';
import { refuseText } from '../faulty/refuse-text.ts';

export default {
  title: 'keys and values with characters beyond the basic plane are refused',
  cites: 'plausible',
  catalogue: 'tolerated',
  kind: 'tolerated',
  expected: [],
  change: (parts) => refuseText(parts, { keys: /[\u{10000}-\u{10ffff}]/u, values: /[\u{10000}-\u{10ffff}]/u }),
} satisfies FaultDefinition;
