import type { FaultDefinition } from '../fault.ts';
import { refuseText } from '../faulty/refuse-text.ts';

export default {
  title: 'keys with a space are refused',
  cites: 'the ECS document names an alphabet without the space',
  catalogue: 'T02',
  kind: 'tolerated',
  expected: [],
  change: (parts) => refuseText(parts, { keys: / / }),
} satisfies FaultDefinition;
