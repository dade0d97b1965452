import type { FaultDefinition } from '../fault.ts';
import { onEveryReply, withHeader } from '../faulty/replies.ts';

export default {
  title: 'answers have headers that no document names',
  cites: 'plausible',
  catalogue: 'tolerated',
  kind: 'tolerated',
  expected: [],
  change: (parts) => onEveryReply(parts, (reply) => ['via', 'x-cache', 'strict-transport-security', 'etag'].reduce((one, name) => withHeader(one, name, `"${name} 1"`), reply)),
} satisfies FaultDefinition;
