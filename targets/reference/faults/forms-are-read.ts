import type { FaultDefinition } from '../fault.ts';
import { withValueAt } from '../json.ts';

function isForm(mediaType: string | undefined): boolean {
  return mediaType?.startsWith('application/x-www-form-urlencoded') === true;
}

export default {
  title: 'a form-encoded body is read as metadata',
  effects: ['merge', 'replace'],
  cites: 'plausible',
  catalogue: 'M117b',
  kind: 'fault',
  expected: ['media-types-are-refused'],
  change: (parts) => ({
    validate: async (context) => {
      const { operation, raw } = context;
      if (context.body !== undefined || !isForm(raw.headers.get('content-type')) || operation.requestMap === null) return parts.validate(context);
      const pairs = [...new URLSearchParams(new TextDecoder().decode(raw.body))];
      return parts.validate({ ...context, body: withValueAt(undefined, operation.requestMap, new Map(pairs)) });
    },
    parseBody: (context) => (isForm(context.raw.headers.get('content-type')) ? undefined : parts.parseBody(context)),
  }),
} satisfies FaultDefinition;
