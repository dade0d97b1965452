import type { FaultDefinition } from '../fault.ts';
import { trusted } from '../faulty/callers.ts';

export default {
  title: 'an upsert is accepted with any token',
  contracts: ['server', 'image', 'volume'],
  cites: 'plausible',
  catalogue: 'corner',
  kind: 'fault',
  expected: ['only-the-owner-writes'],
  change: (parts) => ({
    authenticate: (context) => (context.raw.method === 'PUT' && /\/metadata\/[^/]+$/.test(context.path) && context.raw.headers.has('x-auth-token') && context.cloud.identity.find(context.raw.headers.get('x-auth-token')!) === undefined
      ? trusted(context.cloud) : parts.authenticate(context)),
  }),
} satisfies FaultDefinition;
