import { afterEach, expect, test } from 'vitest';
import type { Answer, Outcome, WireRequest } from './dispatch.ts';
import { openTransport } from './transport.ts';
import { startWireServer } from './testing/wire-server.ts';
import type { WireServer } from './testing/wire-server.ts';
import type { Socket } from 'node:net';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: 1\r\nX-A: 2\r\n\r\nhi';
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function exchange(request: Partial<WireRequest>, answer: (socket: Socket) => void, timeoutMs = 5000): Promise<{ outcome: Outcome; server: WireServer; sent: () => string }> {
  const server = await startWireServer(answer);
  const transport = openTransport(server.origin, timeoutMs);
  closing.push(() => transport.close(), () => server.close());
  const whole: WireRequest = { method: 'GET', path: '/', headers: [], body: null, framing: 'length', ...request };
  const outcome = await transport.dispatch({ request: whole, repeat: 'never', label: { role: 'step', stepIndex: 0, slot: 'subject', caller: 'owner', route: '' } });
  return { outcome, server, sent: () => (server.received[0] as Buffer).toString('latin1') };
}

const answerOk = (socket: Socket): void => { socket.write(OK); };
const text = (answer: Answer | null): string => Buffer.from(answer?.body ?? []).toString('utf8');
const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);

test.each([
  '/v2.1/servers/a/metadata/..', '/v2.1/./a/../b', '//v2.1//servers', '/metadata/%2e%2E', '/metadata/%2F%zz%', '/a+b;c=d?x=1&y#frag', '/metadata/%C3%A9', '/k/"<>\\^`{|}',
])('the path %s goes onto the wire as it is', async (path) => {
  expect((await exchange({ path }, answerOk)).sent().split('\r\n')[0]).toBe(`GET ${path} HTTP/1.1`);
});

test('characters outside ASCII go onto the wire as UTF-8, on a connection of their own', async () => {
  const { sent, outcome } = await exchange({ path: '/metadata/é\u{1f600}' }, answerOk);
  expect(Buffer.from(sent(), 'latin1').toString('utf8').split('\r\n')[0]).toBe('GET /metadata/é\u{1f600} HTTP/1.1');
  expect(outcome).toMatchObject({ answer: { status: 200 }, trouble: null });
});

test('headers keep their order, a body its bytes', async () => {
  const body = Uint8Array.from([0x7b, 0xff, 0x00, 0x7d]);
  const { sent, outcome } = await exchange({ method: 'POST', headers: [['z-last', '1'], ['a-first', '2'], ['Content-Type', 'text/x']], body }, answerOk);
  const [head = '', rest = ''] = sent().split('\r\n\r\n');
  expect(head.split('\r\n').map((line) => line.split(':')[0]).filter((name) => !['host', 'connection'].includes(name ?? ''))).toEqual(['POST / HTTP/1.1', 'z-last', 'a-first', 'Content-Type', 'content-length']);
  expect(Buffer.from(rest, 'latin1')).toEqual(Buffer.from(body));
  expect(outcome.answer?.headers).toEqual([['content-length', '2'], ['x-a', '1'], ['x-a', '2']]);
});

test('a chunked body carries no Content-Length', async () => {
  const { sent } = await exchange({ method: 'PUT', body: bytes('{"a":1}'), framing: 'chunked' }, (socket) => { setTimeout(() => answerOk(socket), 20); });
  expect(sent()).toMatch(/transfer-encoding: chunked/i);
  expect(sent()).not.toMatch(/content-length/i);
  expect(sent()).toMatch(/\r\n\r\n7\r\n\{"a":1\}\r\n0\r\n\r\n$/);
});

test('a POST without a body carries no body header at all', async () => {
  const { sent, outcome } = await exchange({ method: 'POST', framing: 'none' }, answerOk);
  expect(sent()).not.toMatch(/content-length|transfer-encoding|content-type/i);
  expect(text(outcome.answer)).toBe('hi');
});

test('a GET may have a body, a HEAD has no answer body', async () => {
  expect((await exchange({ method: 'GET', body: bytes('{}') }, answerOk)).sent()).toMatch(/content-length: 2\r\n(.*\r\n)*\r\n\{\}$/);
  const head = await exchange({ method: 'HEAD' }, (socket) => { socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n'); });
  expect(head.outcome).toMatchObject({ answer: { status: 200, truncated: false }, trouble: null });
});

test('an HTTP library would refuse these headers: they are sent all the same', async () => {
  const { sent, outcome } = await exchange({ method: 'POST', headers: [['Expect', '200-ok'], ['x-umlaut', 'ü']], body: bytes('x') }, answerOk);
  expect(sent()).toContain('Expect: 200-ok\r\n');
  expect(outcome.answer?.status).toBe(200);
});

const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n';

test.each<[string, (socket: Socket) => void, string, string | null]>([
  ['says nothing', () => undefined, 'timeout', null],
  ['drips forever', (socket) => { socket.write(`${head}Content-Length: 999\r\n\r\nx`); }, 'timeout', 'x'],
  ['resets before it answers', (socket) => { socket.resetAndDestroy(); }, 'reset', null],
  ['closes before it answers', (socket) => { socket.end(); }, 'reset', null],
  ['resets in the middle of the body', (socket) => { socket.write(`${head}Content-Length: 9\r\n\r\nhalf`, () => setTimeout(() => socket.resetAndDestroy(), 20)); }, 'half-answer', 'half'],
  ['ends in the middle of the body', (socket) => { socket.end(`${head}Content-Length: 9\r\n\r\nhalf`); }, 'half-answer', 'half'],
  ['does not speak HTTP', (socket) => { socket.end('SSH-2.0-OpenSSH_9.2\r\n'); }, 'not-http', null],
])('a target that %s', async (_what, answer, kind, body) => {
  for (const framing of ['length', 'none'] as const) {
    const { outcome } = await exchange({ method: 'POST', framing }, answer, 300);
    expect(outcome.trouble?.kind).toBe(kind);
    expect(outcome.answer === null ? null : text(outcome.answer)).toBe(body);
  }
});

test('an endless body is cut off', async () => {
  for (const framing of ['length', 'none'] as const) {
    const { outcome } = await exchange({ method: 'POST', framing }, (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
      const more = (): void => { if (!socket.destroyed) socket.write(`10000\r\n${'x'.repeat(65_536)}\r\n`, more); };
      more();
    });
    expect(outcome.trouble?.kind).toBe('too-long-answer');
    expect(outcome.answer).toMatchObject({ status: 200, truncated: true });
    expect(outcome.answer?.body).toHaveLength(1024 * 1024);
  }
});

test('nobody listens, and no such host', async () => {
  const server = await startWireServer(answerOk);
  await server.close();
  for (const [origin, kind] of [[server.origin, 'refused'], ['http://does-not-exist.invalid', 'dns']] as const) {
    const transport = openTransport(origin, 5000);
    const outcome = await transport.dispatch({ request: { method: 'GET', path: '/', headers: [], body: null, framing: 'length' }, repeat: 'never', label: { role: 'step', stepIndex: 0, slot: 'subject', caller: 'owner', route: '' } });
    await transport.close();
    expect(outcome.trouble?.kind).toBe(kind);
  }
});
