import type { FaultDefinition } from '../fault.ts';
import { withHeader } from '../faulty/replies.ts';

export default {
  title: 'refusals are told in plain text',
  cites: 'plausible: a proxy in front that writes errors of its own',
  catalogue: 'tolerated',
  kind: 'tolerated',
  expected: [],
  change: (parts) => ({
    respondError: (context, refusal) => ({ ...withHeader(parts.respondError(context, refusal), 'content-type', 'text/plain'), body: `${refusal.message}\n` }),
  }),
} satisfies FaultDefinition;
