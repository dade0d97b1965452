import type { FaultDefinition } from '../fault.ts';
import { changeJson } from '../faulty/replies.ts';
import { withValueAt } from '../json.ts';

export default {
  title: 'a map that became empty is read as null',
  effects: ['read'],
  cites: 'plausible',
  catalogue: 'M109b',
  kind: 'fault',
  expected: ['answers-fit-their-schema'],
  change: (parts) => ({
    respond: (context, answer) => {
      const reply = parts.respond(context, answer);
      const { on, responseMap } = context.operation;
      return answer.size > 0 || responseMap === null || on !== 'map' || context.resource.updatedAt === null ? reply : changeJson(reply, (body) => withValueAt(body, responseMap, null));
    },
  }),
} satisfies FaultDefinition;
