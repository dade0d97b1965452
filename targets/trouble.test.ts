import { afterEach, expect, test } from 'vitest';
import { classifyTrouble } from './classify-trouble.ts';
import type { Outcome, WireRequest } from './dispatch.ts';
import { openTransport } from './transport.ts';
import { openOn } from './testing/open-on.ts';
import { reply, startMetadataServer } from './testing/metadata-server.ts';
import { startWireServer } from './testing/wire-server.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function ask(origin: string, more: Partial<WireRequest> = {}): Promise<Outcome> {
  const transport = openTransport(origin, 20_000);
  closing.push(() => transport.close());
  const request: WireRequest = { method: 'GET', path: '/', headers: [['x-auth-token', 'canary']], body: null, framing: 'length', ...more };
  return classifyTrouble(transport.dispatch)({ request, repeat: 'never', label: { role: 'step', stepIndex: 0, slot: 'subject', caller: 'owner', route: '' } });
}

async function answering(status: string, headers: string, body: string): Promise<Outcome> {
  const server = await startWireServer((socket) => { socket.end(`HTTP/1.1 ${status}\r\n${headers}Connection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`); });
  closing.push(() => server.close());
  return ask(server.origin);
}

const PAGE = '<html><body><h1>502 Bad Gateway</h1></body></html>';

test.each([
  ['502 Bad Gateway', PAGE], ['504 Gateway Timeout', `\n${PAGE}`], ['407 Proxy Authentication Required', PAGE], ['511 Network Authentication Required', PAGE],
  ['200 OK', '<!DOCTYPE html><title>Sign in</title>'], ['200 OK', '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>'],
])('a page with %s is of something in between', async (status, body) => {
  expect((await answering(status, '', body)).trouble).toMatchObject({ kind: 'gateway', message: expect.stringContaining(status.slice(0, 3)) });
});

test.each([
  ['502 Bad Gateway', '{"computeFault": {}}'], ['502 Bad Gateway', ''], ['503 Service Unavailable', '{}'], ['503 Service Unavailable', PAGE.toUpperCase()], ['504 Gateway Timeout', 'upstream request timeout'],
])('%s with %s may be over in a moment', async (status, body) => {
  expect((await answering(status, '', body)).trouble).toMatchObject({ kind: 'unavailable', message: expect.stringContaining(status.slice(0, 3)) });
});

test.each([
  ['500 Internal Server Error', PAGE], ['400 Bad Request', PAGE], ['200 OK', '{"metadata": {"a": "<html>"}}'], ['200 OK', '<metadata/>'], ['501 Not Implemented', '{}'],
])('%s with %s is the target\'s own word', async (status, body) => {
  expect((await answering(status, '', body)).trouble).toBeNull();
});

test('300 MB are not read, and an answer that never ends is not either', async () => {
  const chunk = Buffer.alloc(1024 * 1024, 'x');
  let written = 0;
  const server = await startWireServer((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${300 * chunk.length}\r\n\r\n`);
    const more = (): void => {
      if (socket.destroyed || written >= 300) return;
      written += 1;
      socket.write(chunk, more);
    };
    more();
  });
  closing.push(() => server.close());
  const before = process.memoryUsage.rss();
  for (const framing of ['length', 'none'] as const) {
    const { answer, trouble } = await ask(server.origin, { method: 'POST', framing });
    expect(trouble?.kind).toBe('too-long-answer');
    expect(answer?.body).toHaveLength(1024 * 1024);
  }
  expect(written).toBeLessThan(100);
  expect(process.memoryUsage.rss() - before).toBeLessThan(150 * 1024 * 1024);
});

test('headers without end are no more than trouble', async () => {
  const server = await startWireServer((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const more = (): void => { if (!socket.destroyed) socket.write(`x-more: ${'y'.repeat(60_000)}\r\n`, more); };
    more();
  });
  closing.push(() => server.close());
  for (const framing of ['length', 'none'] as const) expect((await ask(server.origin, { method: 'POST', framing })).trouble?.kind).toMatch(/too-long-answer|not-http|half-answer/);
});

test('a redirect to another host is never followed, so that no token goes there', async () => {
  const elsewhere = await startWireServer((socket) => { socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'); });
  const server = await startMetadataServer({ A: {} });
  closing.push(() => elsewhere.close(), () => server.close());
  const target = await openOn(server.origin);
  server.hook = (_seen, response) => reply(response, 307, {}, { location: `${elsewhere.origin}/v2.1/servers/A/metadata` });
  const [lane] = target.lanes;
  const plan = { contract: 'server', family: 'history', index: 0, listed: true, title: 't', start: {}, steps: [{ op: 'merge', slot: 'subject', entries: [['a', '1']] }, { op: 'merge', slot: 'subject', entries: [], twists: [{ kind: 'no-body' }] }], hazardous: false } as const;
  const trace = await target.perform(lane!, plan, { kind: 'explore' }, 50).finally(() => { server.hook = () => false; });
  await target.close();
  expect(trace.exchanges.every(({ trouble }) => trouble?.kind === 'redirect')).toBe(true);
  expect(elsewhere.received).toEqual([]);
});
