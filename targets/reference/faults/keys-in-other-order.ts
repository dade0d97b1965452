import type { FaultDefinition } from '../fault.ts';
import { changeJson } from '../faulty/replies.ts';
import { isMap } from '../json.ts';
import type { Json } from '../json.ts';

function reversed(value: Json): Json {
  return isMap(value) ? new Map([...value].toReversed().map(([name, member]) => [name, reversed(member)])) : value;
}

export default {
  title: 'objects of answers have their members in another order',
  cites: 'plausible',
  catalogue: 'tolerated',
  kind: 'tolerated',
  expected: [],
  change: (parts) => ({
    respond: (context, answer) => changeJson(parts.respond(context, answer), reversed),
  }),
} satisfies FaultDefinition;
