/** One small mock of server metadata, in each of the shapes that apps come in. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import type { App } from '../app-handler.ts';

/** The ids of the two servers that every mock holds. */
export const SERVERS = ['11111111-2222-4333-8444-000000000001', '11111111-2222-4333-8444-000000000002'] as const;

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Takes a request of the mock: method, path, body text. */
type Mock = (method: string, path: string, body: string) => Answer;

const NOT_FOUND: Answer = { status: 404, body: { itemNotFound: { code: 404, message: 'not found' } } };

function pairsIn(body: string, member: string): readonly (readonly [string, string])[] {
  return Object.entries((JSON.parse(body) as Record<string, Record<string, string>>)[member] ?? {});
}

function onMap(method: string, map: Map<string, string>, body: string, creates: boolean): Answer {
  if (method === 'PUT') map.clear();
  if (method === 'PUT' || method === 'POST') for (const [key, value] of pairsIn(body, 'metadata')) map.set(key, value);
  return { status: creates && method === 'POST' ? 201 : 200, body: { metadata: Object.fromEntries(map) } };
}

function onItem(method: string, map: Map<string, string>, key: string, body: string): Answer {
  if (method === 'PUT') for (const [name, value] of pairsIn(body, 'meta')) map.set(name, value);
  if (!map.has(key)) return NOT_FOUND;
  const item: Answer = { status: 200, body: { meta: { [key]: map.get(key) } } };
  if (method !== 'DELETE') return item;
  map.delete(key);
  return { status: 204, body: null };
}

/** A mock with maps of its own; `replaces: false` plants the defect that a replace merges. */
function newMock(creates: boolean): Mock {
  const servers = new Map(SERVERS.map((id) => [id as string, new Map<string, string>()]));
  return (method, path, body) => {
    const [, id = '', key] = /^\/v2\.1\/servers\/([^/]+)\/metadata(?:\/([^/]+))?$/.exec(path) ?? [];
    const map = servers.get(id);
    if (map === undefined) return NOT_FOUND;
    try {
      return key === undefined ? onMap(method, map, body, creates) : onItem(method, map, decodeURIComponent(key), body);
    } catch {
      return { status: 400, body: { badRequest: { code: 400, message: 'bad body' } } };
    }
  };
}

function ofFetch(mock: Mock): (request: Request) => Promise<Response> {
  return async (request) => {
    const { status, body } = mock(request.method, new URL(request.url).pathname, await request.text());
    return body === null ? new Response(null, { status }) : Response.json(body, { status });
  };
}

function ofNode(mock: Mock): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { status, body } = mock(request.method ?? '', request.url ?? '', Buffer.concat(chunks).toString());
      response.writeHead(status, body === null ? {} : { 'content-type': 'application/json' }).end(body === null ? undefined : JSON.stringify(body));
    });
  };
}

function ofExpress(mock: Mock): App {
  const app = express();
  app.use(express.text({ type: () => true }));
  app.use((request, response) => {
    const { status, body } = mock(request.method, request.path, typeof request.body === 'string' ? request.body : '');
    if (body === null) response.status(status).end();
    else response.status(status).json(body);
  });
  return app;
}

function ofFastify(mock: Mock): App {
  const app = fastify();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => { done(null, body); });
  app.all('/*', async (request, reply) => {
    const { status, body } = mock(request.method, request.url, typeof request.body === 'string' ? request.body : '');
    return body === null ? reply.status(status).send() : reply.status(status).send(body);
  });
  return app;
}

function ofHono(mock: Mock): App {
  const app = new Hono();
  app.all('*', (context) => ofFetch(mock)(context.req.raw));
  return app;
}

/** Every shape of an app, each over a fresh mock. */
export const SHAPES: Readonly<Record<string, (creates: boolean) => App>> = {
  'a fetch handler': (creates) => ofFetch(newMock(creates)),
  'an object with fetch': (creates) => ({ fetch: ofFetch(newMock(creates)) }),
  'a Hono app': (creates) => ofHono(newMock(creates)),
  'a node listener': (creates) => ofNode(newMock(creates)),
  'a node server': (creates) => createServer(ofNode(newMock(creates))),
  'an Express app': (creates) => ofExpress(newMock(creates)),
  'a Fastify instance': (creates) => ofFastify(newMock(creates)),
};
