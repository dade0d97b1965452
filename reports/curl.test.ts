import { execFile } from 'node:child_process';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Exchange, SentRequest } from '../targets/trace.ts';
import { curlLine } from './curl.ts';
import { sampleExchange } from './sample-run.fixture.ts';

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

let server: Server;
let received: Received[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      received.push({ method: request.method, url: request.url, headers: request.headers, body: Buffer.concat(chunks) });
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

function endpoint(): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Pastes the line of an exchange into a shell, and gives back what arrived. */
async function pasted(request: Partial<SentRequest>, more: Partial<Exchange> = {}, ownerIsAdmin = false): Promise<Received> {
  const exchange = sampleExchange({ request: { method: 'POST', path: '/v2.1/x', headers: [['x-auth-token', '[redacted]'], ['content-type', 'application/json']], body: null, ...request }, ...more });
  received = [];
  const line = curlLine(exchange, { endpoint: endpoint(), ownerIsAdmin });
  const env = { ...process.env, OS_TOKEN: 'owner token', ADMIN_TOKEN: 'admin', STRANGER_TOKEN: 'stranger', no_proxy: '*' };
  await new Promise<void>((resolve, reject) => void execFile('sh', ['-c', line], { env }, (error, _out, stderr) => (error === null ? resolve() : reject(new Error(`${line}\n${stderr}`)))));
  const [first] = received;
  if (first === undefined) throw new Error(`nothing arrived for ${line}`);
  return first;
}

test.each([
  ['quotes and dollars', `{"it's":"$HOME \`id\` \\" \\\\ !"}`],
  ['a leading @', '@/etc/hostname'],
  ['line ends', '{"a":\r\n"b"}\n'],
  ['characters beyond ASCII', '{"ключ":"😀"}'],
  ['a zero byte', '{"a":"\0"}'],
  ['nothing', ''],
])('a body with %s arrives as it was sent', async (_name, text) => {
  expect((await pasted({ body: { text } })).body.toString('utf8')).toBe(text);
});

test('bytes that are no text arrive as they were sent', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 40 }), async (bytes) => {
    const { body } = await pasted({ body: { base64: Buffer.from(bytes).toString('base64') } });
    expect([...body]).toEqual([...bytes]);
  }), { numRuns: 15, seed: 1, examples: [[Uint8Array.from([0x25, 0x27, 0x5c, 0xff, 0, 0x30])]] });
}, 60_000);

test.each(['/v2.1/servers/a/metadata/../metadata', '/v2.1//x', '//v2.1/x', '/v2.1/%2e%2e/%2F', '/v2.1/[a]{b}', "/v2.1/it's?q=1", '/v2.1/a b', '/v2.1/a#b'])('the path %s arrives as it is', async (path) => {
  const sent = pasted({ method: 'GET', path });
  // node's parser refuses a space in a request target, as it should: that the line sends one is what matters.
  if (path.includes(' ')) await expect(sent).rejects.toThrow(/nothing arrived/);
  else expect((await sent).url).toBe(path);
});

test.each([
  ['owner', false, 'owner token'], ['owner', true, 'admin'], ['member', true, 'owner token'], ['admin', false, 'admin'], ['stranger', false, 'stranger'], ['bad-token', false, 'not-a-token'],
] as const)('the token of %s comes from the environment (written to by an administrator: %s)', async (caller, ownerIsAdmin, token) => {
  expect((await pasted({}, { caller }, ownerIsAdmin)).headers['x-auth-token']).toBe(token);
});

test('a media type that was not sent is not invented, an empty header stays', async () => {
  const { headers } = await pasted({ headers: [['x-empty', '']], body: { text: '{}' } });
  expect(headers['content-type']).toBeUndefined();
  expect(headers['x-empty']).toBe('');
});

test('chunked stays chunked', async () => {
  const { headers, body } = await pasted({ headers: [['transfer-encoding', 'chunked']], body: { text: '{"a":1}' } });
  expect(headers['transfer-encoding']).toBe('chunked');
  expect(body.toString()).toBe('{"a":1}');
});

test('no token stands in the line', () => {
  expect(curlLine(sampleExchange(), { endpoint: 'http://h', ownerIsAdmin: false })).not.toContain('redacted');
});

test('of several endpoints the one that was spoken to counts', () => {
  const request = { method: 'GET', path: '/v2/x', headers: [['host', 'image.example']] as const, body: null };
  const line = curlLine(sampleExchange({ request }), { endpoint: 'http://compute.example/v2.1 https://image.example', ownerIsAdmin: false });
  expect(line).toContain(' https://image.example/v2/x');
});
