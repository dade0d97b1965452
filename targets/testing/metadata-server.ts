/** A small server API for tests: maps in memory over real HTTP, and a hook that can answer in its place. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers in place of the server when it returns true. */
export type Hook = (seen: Seen, response: ServerResponse) => boolean | Promise<boolean>;

export interface MetadataServer {
  readonly origin: string;
  readonly maps: Map<string, Map<string, unknown>>;
  readonly seen: readonly Seen[];
  hook: Hook;
  close(): Promise<void>;
}

/** Send JSON with a status. */
export function reply(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): true {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
  return true;
}

function serveMap(seen: Seen, map: Map<string, unknown>, response: ServerResponse): void {
  const sent = (): [string, unknown][] => Object.entries((JSON.parse(seen.body) as { metadata: Record<string, unknown> }).metadata);
  if (seen.method === 'PUT') map.clear();
  if (seen.method === 'PUT' || seen.method === 'POST') for (const [key, value] of sent()) map.set(key, value);
  reply(response, 200, { metadata: Object.fromEntries(map) });
}

function serveItem(seen: Seen, map: Map<string, unknown>, key: string, response: ServerResponse): void {
  if (seen.method === 'PUT') map.set(key, (JSON.parse(seen.body) as { meta: Record<string, unknown> }).meta[key]);
  if (!map.has(key)) reply(response, 404, { itemNotFound: { code: 404, message: 'no such item' } });
  else if (seen.method === 'DELETE') {
    map.delete(key);
    response.writeHead(204).end();
  } else reply(response, 200, { meta: { [key]: map.get(key) } });
}

function serve(seen: Seen, maps: MetadataServer['maps'], response: ServerResponse): void {
  const [, id = '', list, key] = /^\/v2\.1\/servers\/([^/]+)(\/metadata)?(?:\/([^/]+))?$/.exec(seen.url) ?? [];
  const map = maps.get(id);
  if (map === undefined) reply(response, 404, { itemNotFound: { code: 404, message: 'not found' } });
  else if (list === undefined) reply(response, 200, { server: { id, status: 'ACTIVE', metadata: Object.fromEntries(map) } });
  else if (key === undefined) serveMap(seen, map, response);
  else serveItem(seen, map, decodeURIComponent(key), response);
}

/** Start a server at `/v2.1` that holds one map per id. */
export async function startMetadataServer(maps: Readonly<Record<string, Readonly<Record<string, string>>>>): Promise<MetadataServer> {
  const seen: Seen[] = [];
  const stored = new Map(Object.entries(maps).map(([id, map]) => [id, new Map<string, unknown>(Object.entries(map))]));
  const http = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      const one: Seen = { method: message.method ?? '', url: message.url ?? '', headers: message.headers, body: Buffer.concat(chunks).toString('utf8') };
      seen.push(one);
      void Promise.resolve(server.hook(one, response)).then((answered) => { if (!answered) serve(one, stored, response); });
    });
  });
  await new Promise<void>((resolve) => { http.listen(0, '127.0.0.1', resolve); });
  const server: MetadataServer = {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, maps: stored, seen, hook: () => false,
    close: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => { http.close(resolve); });
    },
  };
  return server;
}
