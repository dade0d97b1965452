import type { FaultDefinition } from '../fault.ts';
import { isWellFormed, parseJson } from '../json.ts';

export default {
  title: 'half a surrogate pair in a body ends in a server error',
  cites: 'plausible: nova has no guard against it',
  catalogue: 'M66',
  kind: 'fault',
  expected: ['no-server-errors'],
  change: (parts) => ({
    parseBody: (context) => {
      if (/\\ud[89a-f]/i.test(Buffer.from(context.raw.body).toString('latin1')) && !isWellFormed(parseJson(Buffer.from(context.raw.body).toString()))) throw new Error('UnicodeEncodeError');
      return parts.parseBody(context);
    },
  }),
} satisfies FaultDefinition;
