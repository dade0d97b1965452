// The same mock with its three bugs mended.
import { isUtf8 } from 'node:buffer';
import express from 'express';
import type { NextFunction, Request, Response } from 'express';

type Metadata = Map<string, string>;

const servers = new Map<string, Metadata>([
  ['b5f2c1d0-1111-4222-8333-444455556666', new Map()],
  ['b5f2c1d0-7777-4888-9999-aaaabbbbcccc', new Map()],
]);

class Refusal extends Error {
  readonly status: number;
  readonly kind: string;

  constructor(status: number, kind: string, message: string) {
    super(message);
    this.status = status;
    this.kind = kind;
  }
}

function metadataOf(request: Request): Metadata {
  const metadata = servers.get(String(request.params.id));
  if (metadata === undefined) throw new Refusal(404, 'itemNotFound', 'Instance could not be found');
  return metadata;
}

function pairsIn(request: Request, name: 'metadata' | 'meta'): [string, string][] {
  const body = request.body as Record<string, unknown> | undefined;
  const map = body?.[name];
  if (typeof map !== 'object' || map === null || Array.isArray(map) || Object.keys(body ?? {}).length > 1) throw new Refusal(400, 'badRequest', `Expected an object ${name}`);
  return Object.entries(map).map(([key, value]) => {
    if (!/^[\w:. -]{1,255}$/.test(key)) throw new Refusal(400, 'badRequest', 'Invalid metadata key');
    if (typeof value !== 'string' || [...value].length > 255) throw new Refusal(400, 'badRequest', 'Invalid metadata value');
    return [key, value];
  });
}

export const app = express();
app.enable('strict routing');
app.use(express.json({
  verify: (_request, _response, body) => {
    if (!isUtf8(body)) throw new Refusal(400, 'badRequest', 'The body is not UTF-8');
  },
}));

app.get('/v2.1/servers/:id/metadata', (request, response) => {
  response.json({ metadata: Object.fromEntries(metadataOf(request)) });
});

app.post('/v2.1/servers/:id/metadata', (request, response) => {
  const metadata = metadataOf(request);
  for (const [key, value] of pairsIn(request, 'metadata')) metadata.set(key, value);
  response.json({ metadata: Object.fromEntries(metadata) });
});

app.put('/v2.1/servers/:id/metadata', (request, response) => {
  const metadata = metadataOf(request);
  const pairs = pairsIn(request, 'metadata');
  metadata.clear();
  for (const [key, value] of pairs) metadata.set(key, value);
  response.json({ metadata: Object.fromEntries(metadata) });
});

app.get('/v2.1/servers/:id/metadata/:key', (request, response) => {
  const value = metadataOf(request).get(request.params.key);
  if (value === undefined) throw new Refusal(404, 'itemNotFound', 'Metadata item was not found');
  response.json({ meta: { [request.params.key]: value } });
});

app.put('/v2.1/servers/:id/metadata/:key', (request, response) => {
  const metadata = metadataOf(request);
  const pairs = pairsIn(request, 'meta');
  const [pair] = pairs;
  if (pairs.length !== 1 || pair === undefined || pair[0] !== request.params.key) throw new Refusal(400, 'badRequest', 'Request body and URI mismatch');
  metadata.set(...pair);
  response.json({ meta: Object.fromEntries(pairs) });
});

app.delete('/v2.1/servers/:id/metadata/:key', (request, response) => {
  if (!metadataOf(request).delete(request.params.key)) throw new Refusal(404, 'itemNotFound', 'Metadata item was not found');
  response.status(204).end();
});

app.use((error: Error & { status?: number; kind?: string }, _request: Request, response: Response, _next: NextFunction) => {
  const { status = 500, kind = 'badRequest', message } = error;
  response.status(status).json({ [kind]: { code: status, message } });
});
