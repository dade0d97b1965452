/** A made-up service: lamps with settings, as lamps.rst describes it. `node server.ts [PORT]`; SETTINGS_ARE_LOST=1 puts a defect in. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

const TOKEN = 'a-token';
const lamps = new Map<string, Map<string, string>>([['hall', new Map([['level', '3']])], ['attic', new Map()]]);
const losesSettings = process.env['SETTINGS_ARE_LOST'] === '1';

class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Map<string, string>> {
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) throw new Refusal(415, 'send application/json');
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new Refusal(400, 'the body is not JSON');
  }
  const settings = typeof body === 'object' && body !== null && Object.keys(body).length === 1 ? (body as { settings?: unknown }).settings : undefined;
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) throw new Refusal(400, 'the body has no settings, or more than settings');
  return new Map(Object.entries(settings).map(([key, value]: [string, unknown]) => {
    if (!/^[A-Za-z0-9_.-]{1,40}$/.test(key)) throw new Refusal(400, 'a key has 1 to 40 letters, digits, underscores, periods and hyphens');
    if (typeof value !== 'string' || [...value].length > 200) throw new Refusal(400, 'a value is text of up to 200 characters');
    return [key, value];
  }));
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  if (body === null) response.writeHead(status).end();
  else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function shown(settings: ReadonlyMap<string, string>): unknown {
  // A map from entries, because a member may be called __proto__.
  return { settings: Object.fromEntries(settings) };
}

function lampAt(path: string): { readonly settings: Map<string, string>; readonly id: string; readonly key: string | null } {
  const match = /^\/v1\/lamps\/([^/]+)\/settings(?:\/([^/]+))?$/.exec(path);
  const id = match?.[1];
  const settings = id === undefined ? undefined : lamps.get(id);
  if (id === undefined || settings === undefined) throw new Refusal(404, 'there is no such lamp');
  try {
    return { settings, id, key: match?.[2] === undefined ? null : decodeURIComponent(match[2]) };
  } catch {
    throw new Refusal(400, 'the key is not percent-encoded UTF-8');
  }
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.headers['x-auth-token'] !== TOKEN) throw new Refusal(401, 'send x-auth-token');
  const { settings, id, key } = lampAt((request.url ?? '').split('?')[0]!);
  const method = request.method ?? '';
  if (key === null && method === 'GET') return answer(response, 200, shown(settings));
  if (key === null && method === 'POST') {
    const merged = new Map([...(losesSettings ? [] : lamps.get(id)!), ...(await bodyOf(request))]);
    lamps.set(id, merged);
    return answer(response, 200, shown(merged));
  }
  if (key === null && method === 'PUT') {
    lamps.set(id, await bodyOf(request));
    return answer(response, 200, shown(lamps.get(id)!));
  }
  if (key !== null && method === 'DELETE') {
    if (!settings.delete(key)) throw new Refusal(404, 'there is no such setting');
    return answer(response, 204, null);
  }
  throw new Refusal(405, 'this is not offered here');
}

const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    request.resume();
    const status = error instanceof Refusal ? error.status : 500;
    answer(response, status, { error: { code: status, message: error instanceof Error ? error.message : String(error) } });
  });
});

server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : ''}\n`);
});
