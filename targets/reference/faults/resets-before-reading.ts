import type { FaultDefinition } from '../fault.ts';
import { everyNth } from '../faulty/now-and-then.ts';

export default {
  title: 'the connection of every 29th request is reset before the request was read',
  cites: 'plausible',
  catalogue: 'tolerated',
  kind: 'tolerated',
  expected: [],
  change: (parts) => {
    const isReset = everyNth(29);
    return { meet: async (head, cloud) => (isReset() ? 'reset' : parts.meet(head, cloud)) };
  },
} satisfies FaultDefinition;
