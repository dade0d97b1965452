import type { FaultDefinition } from '../fault.ts';
import { withHeader } from '../faulty/replies.ts';

export default {
  title: 'answers on single items have no Content-Type',
  cites: 'plausible',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['answers-are-json'],
  change: (parts) => ({
    respond: (context, answer) => (context.operation.on === 'item' ? withHeader(parts.respond(context, answer), 'content-type', null) : parts.respond(context, answer)),
  }),
} satisfies FaultDefinition;
