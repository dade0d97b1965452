/** Changes to an answer that is ready. */
import { parseJson, writeJson } from '../json.ts';
import type { Json } from '../json.ts';
import type { Parts, Reply } from '../parts.ts';

/** The answer with one header set, or without it when the value is null. */
export function withHeader(reply: Reply, name: string, value: string | null): Reply {
  const others = reply.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return { ...reply, headers: value === null ? others : [...others, [name, value]] };
}

/** The answer with another body. */
export function withJson(reply: Reply, body: Json): Reply {
  return { ...reply, body: writeJson(body) };
}

/** The answer with its body changed; without a body it stays as it is. */
export function changeJson(reply: Reply, change: (body: Json) => Json): Reply {
  return reply.body === null ? reply : withJson(reply, change(parseJson(reply.body)));
}

/** Parts that change every answer to an operation, refusals included. */
export function onEveryReply(parts: Parts, change: (reply: Reply) => Reply): Pick<Parts, 'respond' | 'respondError'> {
  return {
    respond: (context, answer) => change(parts.respond(context, answer)),
    respondError: (context, refusal) => change(parts.respondError(context, refusal)),
  };
}
