import type { FaultDefinition } from '../fault.ts';
import { onEveryReply } from '../faulty/replies.ts';

export default {
  title: 'answers write characters beyond ASCII as escapes',
  cites: 'RFC 8259, section 7; what json.dumps of Python does',
  catalogue: 'tolerated',
  kind: 'tolerated',
  expected: [],
  change: (parts) => onEveryReply(parts, (reply) => ({ ...reply, body: reply.body?.replace(/[^\0-\u007f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`) ?? null })),
} satisfies FaultDefinition;
