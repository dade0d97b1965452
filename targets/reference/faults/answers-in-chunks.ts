import type { FaultDefinition } from '../fault.ts';
import { onEveryReply } from '../faulty/replies.ts';

export default {
  title: 'answers come in chunks and without their length',
  cites: 'plausible',
  catalogue: 'tolerated',
  kind: 'tolerated',
  expected: [],
  change: (parts) => onEveryReply(parts, (reply) => (reply.body === null ? reply : { ...reply, chunkLength: 16 })),
} satisfies FaultDefinition;
