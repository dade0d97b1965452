import type { FaultDefinition } from '../fault.ts';
import { onEveryReply } from '../faulty/replies.ts';

export default {
  title: 'status lines have no reason phrase',
  cites: 'RFC 9112, section 4: the reason phrase may be empty',
  catalogue: 'tolerated',
  kind: 'tolerated',
  expected: [],
  change: (parts) => onEveryReply(parts, (reply) => ({ ...reply, reason: '' })),
} satisfies FaultDefinition;
