import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'a body that is no UTF-8 ends in a server error',
  cites: 'plausible: nova writes the body into a debug log',
  catalogue: 'M67',
  kind: 'fault',
  expected: ['no-server-errors'],
  change: (parts) => ({
    parseBody: (context) => {
      const body = Buffer.from(context.raw.body);
      if (!body.equals(Buffer.from(body.toString()))) throw new Error('UnicodeDecodeError');
      return parts.parseBody(context);
    },
  }),
} satisfies FaultDefinition;
