/** The HTTP server around the parts: bytes in, bytes out. It decides nothing. */
import { STATUS_CODES } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { fastify } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RawRequest, Reply, RequestHead } from './parts.ts';

/** How much of a body is kept; the rest is only counted. */
const KEPT_BYTES = 1_048_576;

/** Counts connections, and the requests of each. */
function connectionCounter(): (socket: Socket) => RequestHead['connection'] {
  const seen = new WeakMap<Socket, RequestHead['connection']>();
  let connections = 0;
  return (socket) => {
    const before = seen.get(socket) ?? { number: connections += 1, request: 0 };
    const now = { ...before, request: before.request + 1 };
    seen.set(socket, now);
    return now;
  };
}

async function readRequest(message: IncomingMessage, head: RequestHead): Promise<RawRequest> {
  const kept: Buffer[] = [];
  let bodyBytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    if (bodyBytes < KEPT_BYTES) kept.push(chunk);
    bodyBytes += chunk.length;
  }
  return { ...head, body: Buffer.concat(kept), bodyBytes };
}

/** Written past the framework, which would add headers of its own. */
function send(response: ServerResponse, { body, chunkLength, headers, reason, status }: Reply): void {
  const length = chunkLength === undefined && status !== 204 ? ['content-length', String(Buffer.byteLength(body ?? ''))] : [];
  response.writeHead(status, reason ?? STATUS_CODES[status] ?? '', [...headers.flat(), ...length]);
  const characters = [...body ?? ''];
  while (chunkLength !== undefined && characters.length > 0) response.write(characters.splice(0, chunkLength).join(''));
  response.end(chunkLength === undefined ? body ?? undefined : undefined);
}

/** What Node's parser refuses never reaches the parts: an unknown method finds nothing, all else is malformed. */
function refuseUnparsed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const [status, title] = error.code === 'HPE_INVALID_METHOD' ? [404, 'Not Found'] as const
    : error.code === 'HPE_HEADER_OVERFLOW' ? [431, 'Request Header Fields Too Large'] as const : [400, 'Bad Request'] as const;
  const body = JSON.stringify({ message: `The request could not be read (${error.code ?? error.message}).`, code: `${status} ${title}`, title });
  socket.end(`HTTP/1.1 ${status} ${title}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}

/** What the shell asks: whether to read a request, and what to answer. */
export interface Answerer {
  readonly meet: (head: RequestHead) => Promise<'read' | 'reset'>;
  readonly answer: (raw: RawRequest) => Promise<Reply>;
}

/**
 * A server that hands every request, whatever its path and method, to `answer`. The framework neither routes nor parses: paths must come through
 * undecoded and bodies as bytes, so all is done in its first hook.
 */
export function httpShell({ answer, meet }: Answerer): FastifyInstance {
  const server = fastify({ exposeHeadRoutes: false, forceCloseConnections: true, rewriteUrl: () => '/', logger: false, clientErrorHandler: refuseUnparsed });
  const count = connectionCounter();
  server.addHook('onRequest', async ({ originalUrl, raw: message }: FastifyRequest, reply: FastifyReply) => {
    reply.hijack();
    const headers = new Map(Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value ?? '']));
    const head: RequestHead = { method: message.method ?? '', target: originalUrl, headers, connection: count(message.socket) };
    if (await meet(head) === 'reset') message.socket.resetAndDestroy();
    else send(reply.raw, await answer(await readRequest(message, head)));
  });
  return server;
}
