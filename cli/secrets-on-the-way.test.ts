import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server as PlainServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import type { ReferenceCloud } from '../targets/reference/cloud.ts';
import { findFaults } from '../targets/reference/find-faults.ts';
import { makeCertificates, type Certificates } from '../targets/testing/certificates.ts';
import { callAndSearch, cloudFiles, resources, SECRETS, startTelling } from './canaries.fixture.ts';
import { newFolder } from './command-line.fixture.ts';
import { gossip } from './gossip.fixture.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function listening(server: PlainServer | ReturnType<typeof createTlsServer>): Promise<number> {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  closing.push(() => new Promise((resolve) => { server.close(resolve); }));
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

async function start(...terms: Parameters<typeof startTelling>): Promise<ReferenceCloud> {
  const cloud = await startTelling(...terms);
  closing.push(() => cloud.close());
  return cloud;
}

/** A door with TLS before a cloud, for those with a certificate. */
async function startDoor({ server, authority }: Certificates, cloud: string): Promise<string> {
  const { hostname, port } = new URL(cloud);
  const door = createTlsServer({ cert: server.cert, key: server.key, ca: authority.cert, requestCert: true, rejectUnauthorized: true }, (socket) => {
    const inside = connect(Number(port), hostname);
    for (const [one, other] of [[socket, inside], [inside, socket]] as const) one.on('error', () => other.destroy()).on('close', () => other.destroy());
    socket.pipe(inside).pipe(socket);
  });
  return `https://127.0.0.1:${await listening(door)}`;
}

const LITTLE = ['--budget-requests', '60', '--seed', '1'];

test('the secret of an application credential appears nowhere', async () => {
  const told = gossip({}, undefined, { [SECRETS.application]: SECRETS.owner });
  const cloud = await start(told);
  const { hits, code, err } = await callAndSearch(['--os-cloud', 'application', ...resources(cloud, ['server']), ...LITTLE], told, { variables: { OS_CLIENT_CONFIG_FILE: join(cloudFiles(cloud), 'clouds.yaml') } });
  expect([err, [0, 1, 2].includes(code)]).toEqual([expect.not.stringMatching(/401/), true]);
  expect(told.requests()).toBeGreaterThan(100);
  expect(hits).toEqual([]);
}, 60_000);

test('the key of our own certificate appears nowhere, whether it is right or no key at all', async () => {
  const told = gossip();
  const cloud = await start(told);
  const certificates = makeCertificates();
  const { client, authority } = certificates;
  const endpoint = `${await startDoor(certificates, cloud.url)}${new URL(cloud.endpoints['compute'] ?? '').pathname}`;
  const more = Object.fromEntries([client.key, client.cert].flatMap((pem, file) => pem.split('\n').slice(1, -2).map((line, number) => [`line ${number} of ${file === 0 ? 'the key' : 'the certificate'}`, line])));
  const args = ['--endpoint', `compute=${endpoint}`, ...resources(cloud, ['server']), '--os-cacert', authority.certFile, '--os-cert', client.certFile, ...LITTLE];
  const right = await callAndSearch([...args, '--os-key', client.keyFile], told, { variables: { METACONFORM_TOKEN: SECRETS.token }, more });
  expect([right.err, [0, 1, 2].includes(right.code)]).toEqual([expect.not.stringMatching(/error/i), true]);
  expect(right.hits).toEqual([]);
  const wrong = await callAndSearch([...args, '--os-key', client.certFile], told, { variables: { METACONFORM_TOKEN: SECRETS.token }, more });
  expect([wrong.code, wrong.err]).toEqual([3, expect.stringMatching(/private key in PEM/)]);
  expect(wrong.hits).toEqual([]);
}, 60_000);

test('the token for a broker appears nowhere, though the pacts it gives repeat it', async () => {
  const told = gossip();
  const cloud = await start(told);
  const pact = JSON.parse(readFileSync(join(import.meta.dirname, '../contracts/pacts/metaconform-server.json'), 'utf8')) as { consumer: object; provider: object; interactions: { description: string }[] };
  const broker = await listening(createServer((request, response) => {
    const asked = request.headers.authorization ?? 'nobody';
    const [first] = pact.interactions.filter(({ description }) => /number as value/.test(description));
    const body = request.url?.startsWith('/pacts/provider') === true ? { _links: { 'pb:pacts': [{ href: `/pacts/1?for=${encodeURIComponent(asked)}` }] } } : { ...pact, consumer: { name: asked }, interactions: [{ ...first, description: `as ${asked} asked` }] };
    response.setHeader('connection', 'close').end(JSON.stringify(body));
  }));
  const args = ['pact', 'verify', '--endpoint', `compute=${cloud.endpoints['compute']}`, ...resources(cloud, ['server']), '--pact-broker-url', `http://127.0.0.1:${broker}`, '--pact-provider', 'server=compute'];
  const { hits, code, out } = await callAndSearch(args, told, { variables: { METACONFORM_TOKEN: SECRETS.token, METACONFORM_PACT_BROKER_TOKEN: SECRETS.brokerToken } });
  expect([code, out]).toEqual([0, expect.stringContaining('1 pass')]);
  expect(hits).toEqual([]);
}, 60_000);

test('tokens in files appear nowhere, and not in what is made of a report', async () => {
  const told = gossip();
  const faults = (await findFaults()).filter(({ id }) => id === 'merge-replaces');
  const cloud = await start(told, faults);
  const [cwd, file] = [newFolder(), join(newFolder(), 'token.txt')];
  writeFileSync(file, `${SECRETS.token}\n`);
  const call = (...args: readonly string[]): ReturnType<typeof callAndSearch> => callAndSearch(args, told, { cwd });
  const ran = await call('--endpoint', `compute=${cloud.endpoints['compute']}`, '--token', `@${file}`, ...resources(cloud, ['server']), ...LITTLE);
  const { verdicts } = JSON.parse(readFileSync(join(cwd, 'conformance-report/report.json'), 'utf8')) as { verdicts: { findings: { id: string }[] }[] };
  const id = verdicts.flatMap(({ findings }) => findings)[0]?.id ?? 'none';
  const report = 'conformance-report/report.json';
  const others = [
    await call('replay', id, '--report', report, '--token', `@${file}`), await call('rejudge', 'conformance-report', '--report', 'again'), await call('compare', report, 'again/report.json', '--report', 'compared'),
    await call('site', 'conformance-report', '--out', 'site'),
  ];
  expect([ran.code, ...others.map(({ code }) => code)]).toEqual([1, 1, 1, 0, 0]);
  expect([ran, ...others].flatMap(({ hits }) => hits)).toEqual([]);
}, 60_000);
