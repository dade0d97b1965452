import { createSecureServer } from 'node:http2';
import { createServer } from 'node:https';
import type { ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { writeFileSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { keystoneToken } from './auth/keystone-token.ts';
import { readTlsFiles } from './auth/read-tls-files.ts';
import { NO_TLS_FILES } from './auth/tls-files.ts';
import type { TlsFiles } from './auth/tls-files.ts';
import type { Outcome, WireRequest } from './dispatch.ts';
import { Secret } from './secret.ts';
import type { Certificate, Certificates } from './testing/certificates.ts';
import { makeCertificates } from './testing/certificates.ts';
import type { TlsTerms } from './tls-terms.ts';
import { openTransport } from './transport.ts';

let made: Certificates;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(() => { made = makeCertificates(); });

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Tells who the client says it is; answers POST like Keystone. */
async function serve({ cert, key }: Certificate, more: ServerOptions = {}): Promise<number> {
  const server = createServer({ cert, key, ...more }, (request, response) => {
    const peer = (request.socket as TLSSocket).getPeerCertificate().subject?.CN ?? 'nobody';
    response.writeHead(request.method === 'POST' ? 201 : 200, { 'x-subject-token': 'T' }).end(JSON.stringify({ peer }));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  closing.push(async () => { server.closeAllConnections(); await new Promise((resolve) => { server.close(resolve); }); });
  return (server.address() as AddressInfo).port;
}

/** Through undici, and byte by byte. */
async function bothWays(port: number, tls: TlsTerms, host = '127.0.0.1'): Promise<readonly Outcome[]> {
  const transport = openTransport(`https://${host}:${port}`, 5000, tls);
  closing.push(() => transport.close());
  const plain: WireRequest = { method: 'GET', path: '/', headers: [], body: null, framing: 'length' };
  const requests: readonly WireRequest[] = [plain, { ...plain, headers: [['x-umlaut', 'ü']] }];
  return Promise.all(requests.map(async (request) => transport.dispatch({ request, repeat: 'never', label: { role: 'step', stepIndex: 0, slot: 'subject', caller: 'owner', route: '' } })));
}

const seen = (outcomes: readonly Outcome[]): readonly string[] => outcomes.map(({ answer, trouble }) => trouble?.kind ?? Buffer.from(answer?.body ?? []).toString());
const twice = (what: string): readonly string[] => [what, what];

describe('the other side', () => {
  test('a server that would rather speak HTTP/2 is asked in HTTP/1.1', async () => {
    const { cert, key } = made.server;
    const server = createSecureServer({ cert, key, allowHTTP1: true }, (request, response) => { response.end(request.httpVersion); });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    closing.push(() => new Promise((resolve) => { server.close(resolve); }));
    expect(seen(await bothWays((server.address() as AddressInfo).port, { ca: made.authority.cert }))).toEqual(twice('1.1'));
  });

  test('a certificate of an authority nobody named is trouble, not a crash', async () => {
    expect(seen(await bothWays(await serve(made.server), {}))).toEqual(twice('tls'));
  });

  test('the authority is named, and then the host must be right', async () => {
    const tls = { ca: made.authority.cert };
    expect(seen(await bothWays(await serve(made.server), tls))).toEqual(twice('{"peer":"nobody"}'));
    expect(seen(await bothWays(await serve(made.server), tls, 'localhost'))).toEqual(twice('{"peer":"nobody"}'));
    expect(seen(await bothWays(await serve(made.elsewhere), tls))).toEqual(twice('tls'));
  });

  test('unverified, any will do', async () => {
    expect(seen(await bothWays(await serve(made.elsewhere), { verify: false }))).toEqual(twice('{"peer":"nobody"}'));
  });

  test('plain HTTP behind https is trouble with TLS', async () => {
    const { createServer: createPlain } = await import('node:http');
    const server = createPlain((_request, response) => { response.end(); });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    closing.push(async () => { server.closeAllConnections(); await new Promise((resolve) => { server.close(resolve); }); });
    expect(seen(await bothWays((server.address() as AddressInfo).port, {}))).toEqual(twice('tls'));
  });
});

describe('our side', () => {
  const mutual = (): Promise<number> => serve(made.server, { ca: made.authority.cert, requestCert: true, rejectUnauthorized: true });

  test('a client certificate says who we are, and without one we are let in nowhere', async () => {
    const own = { ca: made.authority.cert, cert: made.client.cert, key: new Secret(made.client.key) };
    expect(seen(await bothWays(await mutual(), own))).toEqual(twice('{"peer":"client"}'));
    // With TLS 1.3 the refusal comes after the handshake, and may be overtaken by the end of the connection.
    for (const { answer, trouble } of await bothWays(await mutual(), { ca: made.authority.cert })) expect([answer, ['tls', 'reset'].includes(trouble?.kind ?? '')]).toEqual([null, true]);
  });

  test('Keystone is asked on the same terms', async () => {
    const source = (tls: TlsTerms): Promise<Secret> => mutual().then((port) => keystoneToken({ authUrl: `https://127.0.0.1:${port}`, credential: { kind: 'token', token: new Secret('CANARY') }, timeoutMs: 5000, tls }).get());
    expect((await source({ ca: made.authority.cert, cert: made.client.cert, key: new Secret(made.client.key) })).reveal()).toBe('T');
    await expect(source({})).rejects.toThrow(/No token .*Got: tls: /);
  });
});

describe('files', () => {
  const read = (files: Partial<TlsFiles>): TlsTerms => readTlsFiles('cloud "x"', { ...NO_TLS_FILES, ...files });

  test('are read, the key from that of the certificate where it has none of its own', () => {
    const together = `${made.client.certFile}.both`;
    writeFileSync(together, made.client.cert + made.client.key);
    const { cert, key } = read({ cert: together });
    expect([cert, key?.reveal()]).toEqual([made.client.cert + made.client.key, made.client.cert + made.client.key]);
    expect(read({ ca: made.authority.certFile, verify: false })).toEqual({ ca: made.authority.cert, verify: false });
  });

  test.each<readonly [string, () => Partial<TlsFiles>, RegExp]>([
    ['not there', () => ({ ca: '/nowhere/ca.pem' }), /cacert in cloud "x": cannot read \/nowhere\/ca\.pem \(ENOENT\)/],
    ['a key instead of certificates', () => ({ ca: made.client.keyFile }), /cacert in cloud "x": expected certificates in PEM.*without any/],
    ['a certificate instead of a key', () => ({ cert: made.client.certFile }), /key in cloud "x": expected an unencrypted private key.*got something else/],
  ])('%s: told', (_what, files, message) => {
    expect(() => read(files())).toThrow(expect.objectContaining({ name: 'TargetError', code: 'config' }));
    expect(() => read(files())).toThrow(message);
    expect(() => read(files())).not.toThrow(/BEGIN PRIVATE/);
  });
});
