import type { FaultDefinition } from '../fault.ts';
import { changeJson } from '../faulty/replies.ts';
import { withValueAt } from '../json.ts';

export default {
  title: 'a map that became empty is shown as an empty list',
  cites: 'plausible: what PHP makes of an empty array',
  catalogue: 'M109',
  kind: 'fault',
  expected: ['answers-fit-their-schema'],
  change: (parts) => ({
    respond: (context, answer) => {
      const reply = parts.respond(context, answer);
      const { responseMap } = context.operation;
      return answer.size > 0 || responseMap === null || context.resource.updatedAt === null ? reply : changeJson(reply, (body) => withValueAt(body, responseMap, []));
    },
  }),
} satisfies FaultDefinition;
