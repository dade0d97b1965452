import type { FaultDefinition } from '../fault.ts';
import { trusted } from '../faulty/callers.ts';

export default {
  title: 'a write without a token is accepted',
  cites: 'plausible',
  catalogue: 'M89',
  kind: 'fault',
  expected: ['only-the-owner-writes'],
  change: (parts) => ({
    authenticate: (context) => (context.raw.method !== 'GET' && !context.raw.headers.has('x-auth-token') ? trusted(context.cloud) : parts.authenticate(context)),
  }),
} satisfies FaultDefinition;
