import type { FaultDefinition } from '../fault.ts';
import { parseFirstMembers } from '../faulty/first-members.ts';
import { isMap, valueAt } from '../json.ts';

export default {
  title: 'of two members with one name the first is checked and the last is stored',
  cites: 'plausible',
  catalogue: 'M68',
  kind: 'fault',
  expected: ['invalid-data-is-refused'],
  change: (parts) => ({
    validate: async (context) => {
      await parts.validate(context.body === undefined ? context : { ...context, body: parseFirstMembers(Buffer.from(context.raw.body).toString()) });
      const sent = context.operation.requestMap === null ? undefined : valueAt(context.body, context.operation.requestMap);
      return isMap(sent) ? sent : parts.validate(context);
    },
  }),
} satisfies FaultDefinition;
