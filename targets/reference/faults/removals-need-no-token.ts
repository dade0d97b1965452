import type { FaultDefinition } from '../fault.ts';
import { trusted } from '../faulty/callers.ts';

export default {
  title: 'a removal without a token is accepted, every other request is not',
  contracts: ['server', 'image', 'volume'],
  cites: 'plausible',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['only-the-owner-writes'],
  change: (parts) => ({
    authenticate: (context) => (context.raw.method === 'DELETE' && !context.raw.headers.has('x-auth-token') ? trusted(context.cloud) : parts.authenticate(context)),
  }),
} satisfies FaultDefinition;
