import type { FaultDefinition } from '../fault.ts';

export default {
  title: 'a body is read whatever its media type says',
  cites: 'plausible',
  catalogue: 'M117',
  kind: 'fault',
  expected: ['media-types-are-refused'],
  change: (parts) => ({
    parseBody: (context) => {
      const headers = new Map(context.raw.headers).set('content-type', 'application/json');
      return parts.parseBody({ ...context, raw: { ...context.raw, headers } });
    },
  }),
} satisfies FaultDefinition;
