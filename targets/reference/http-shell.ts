/** The HTTP server around the parts: bytes in, bytes out. It decides nothing. */
import type { IncomingMessage } from 'node:http';
import { fastify } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RawRequest, Reply } from './parts.ts';

/** How much of a body is kept; the rest is only counted. */
const KEPT_BYTES = 1_048_576;

async function readRequest(message: IncomingMessage, target: string): Promise<RawRequest> {
  const kept: Buffer[] = [];
  let bodyBytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    if (bodyBytes < KEPT_BYTES) kept.push(chunk);
    bodyBytes += chunk.length;
  }
  const headers = new Map(Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value ?? '']));
  return { method: message.method ?? '', target, headers, body: Buffer.concat(kept), bodyBytes };
}

async function send(reply: FastifyReply, { body, headers, status }: Reply): Promise<void> {
  reply.code(status);
  for (const [name, value] of headers) reply.header(name, value);
  await reply.send(body ?? undefined);
}

/**
 * A server that hands every request, whatever its path and method, to `answer`. The framework neither routes nor parses: paths must come through
 * undecoded and bodies as bytes, so all is done in its first hook.
 */
export function httpShell(answer: (raw: RawRequest) => Promise<Reply>): FastifyInstance {
  const server = fastify({ exposeHeadRoutes: false, forceCloseConnections: true, rewriteUrl: () => '/', logger: false });
  server.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    await send(reply, await answer(await readRequest(request.raw, request.originalUrl)));
    return reply;
  });
  return server;
}
