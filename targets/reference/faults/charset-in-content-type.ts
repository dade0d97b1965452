import type { FaultDefinition } from '../fault.ts';
import { onEveryReply, withHeader } from '../faulty/replies.ts';

export default {
  title: 'the Content-Type names a charset',
  cites: 'plausible',
  catalogue: 'tolerated',
  kind: 'tolerated',
  expected: [],
  change: (parts) => onEveryReply(parts, (reply) => (reply.body === null ? reply : withHeader(reply, 'Content-Type', 'application/json; charset="utf-8"'))),
} satisfies FaultDefinition;
