import type { FaultDefinition } from '../fault.ts';
import { onEveryReply } from '../faulty/replies.ts';

export default {
  title: 'names of headers are written in capitals',
  cites: 'RFC 9110, section 5.1: names of headers have no case',
  catalogue: 'tolerated',
  kind: 'tolerated',
  expected: [],
  change: (parts) => onEveryReply(parts, (reply) => ({ ...reply, headers: reply.headers.map(([name, value]) => [name.toUpperCase(), value] as const) })),
} satisfies FaultDefinition;
