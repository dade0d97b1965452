import type { FaultDefinition } from '../fault.ts';
import { withHeader } from '../faulty/replies.ts';

export default {
  title: 'successful answers are declared to be text/html',
  cites: 'plausible',
  catalogue: 'M107',
  kind: 'fault',
  expected: ['answers-are-json'],
  change: (parts) => ({
    respond: (context, answer) => {
      const reply = parts.respond(context, answer);
      return reply.body === null ? reply : withHeader(reply, 'content-type', 'text/html; charset=UTF-8');
    },
  }),
} satisfies FaultDefinition;
