/** A handler of the Fetch API behind node:http. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { FetchHandler } from './app-handler.ts';

const WITHOUT_BODY: ReadonlySet<string> = new Set(['GET', 'HEAD']);

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < incoming.rawHeaders.length; at += 2) headers.append(incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '');
  return headers;
}

/** The target of a request line as a URL: `//a` is a path here, and no host. */
function urlOf(incoming: IncomingMessage): string {
  const target = incoming.url ?? '/';
  return target.startsWith('/') ? `http://${incoming.headers.host ?? 'localhost'}${target}` : target;
}

function requestOf(incoming: IncomingMessage): Request {
  const method = incoming.method ?? 'GET';
  const hasBody = !WITHOUT_BODY.has(method) && (incoming.headers['content-length'] !== undefined || incoming.headers['transfer-encoding'] !== undefined);
  return new Request(urlOf(incoming), { method, headers: headersOf(incoming), ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' } : {}) });
}

async function answer(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value);
  if (response.body === null) {
    outgoing.end();
    return;
  }
  for await (const chunk of Readable.fromWeb(response.body as NodeReadableStream)) outgoing.write(chunk);
  outgoing.end();
}

/** What the Fetch API cannot express (a broken URL, the method TRACE) never reaches a handler: the server in front of it refuses. */
function refuse(outgoing: ServerResponse): void {
  outgoing.writeHead(400, { 'content-type': 'text/plain' }).end('This request cannot be put to a fetch handler.\n');
}

/** A handler that throws is the server error that any host of such handlers makes of it. */
function fail(outgoing: ServerResponse): void {
  if (outgoing.headersSent) outgoing.destroy();
  else outgoing.writeHead(500, { 'content-type': 'text/plain' }).end('The handler threw.\n');
}

async function serve(handler: FetchHandler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  let request: Request;
  try {
    request = requestOf(incoming);
  } catch {
    refuse(outgoing);
    return;
  }
  try {
    await answer(await handler(request), outgoing);
  } catch {
    fail(outgoing);
  }
}

/** A node:http listener that puts each request to a fetch handler, as the servers do that host such handlers. */
export function listenerOfFetch(handler: FetchHandler): RequestListener {
  return (incoming, outgoing) => { void serve(handler, incoming, outgoing); };
}
