/** The HTTP server around the parts: bytes in, bytes out. It decides nothing. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
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

/** What Node's parser refuses never reaches the parts: an unknown method finds nothing, all else is malformed. */
function refuseUnparsed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const [status, title] = error.code === 'HPE_INVALID_METHOD' ? [404, 'Not Found'] as const
    : error.code === 'HPE_HEADER_OVERFLOW' ? [431, 'Request Header Fields Too Large'] as const : [400, 'Bad Request'] as const;
  const body = JSON.stringify({ message: `The request could not be read (${error.code ?? error.message}).`, code: `${status} ${title}`, title });
  socket.end(`HTTP/1.1 ${status} ${title}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}

/**
 * A server that hands every request, whatever its path and method, to `answer`. The framework neither routes nor parses: paths must come through
 * undecoded and bodies as bytes, so all is done in its first hook.
 */
export function httpShell(answer: (raw: RawRequest) => Promise<Reply>): FastifyInstance {
  const server = fastify({ exposeHeadRoutes: false, forceCloseConnections: true, rewriteUrl: () => '/', logger: false, clientErrorHandler: refuseUnparsed });
  server.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    await send(reply, await answer(await readRequest(request.raw, request.originalUrl)));
    return reply;
  });
  return server;
}
