import type { FaultDefinition } from '../fault.ts';
import { onEveryReply, withHeader } from '../faulty/replies.ts';

export default {
  title: 'the connection ends after each answer',
  cites: 'RFC 9112, section 9.6',
  catalogue: 'tolerated',
  kind: 'tolerated',
  expected: [],
  change: (parts) => onEveryReply(parts, (reply) => withHeader(reply, 'connection', 'close')),
} satisfies FaultDefinition;
