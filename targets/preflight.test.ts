import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { staticToken } from './auth/static-token.ts';
import { keystoneToken } from './auth/keystone-token.ts';
import { openTarget } from './open-target.ts';
import { startReferenceCloud } from './reference/cloud.ts';
import type { ReferenceCloud } from './reference/cloud.ts';
import { Secret } from './secret.ts';
import { configFor, journalDir, openOn } from './testing/open-on.ts';
import { reply, startMetadataServer } from './testing/metadata-server.ts';
import type { Hook } from './testing/metadata-server.ts';
import { shippedContract } from './testing/server-contract.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function refusal(hook: Hook, more: Parameters<typeof openOn>[1] = {}): Promise<{ readonly code: string; readonly message: string }> {
  const server = await startMetadataServer({ A: {} });
  closing.push(() => server.close());
  server.hook = hook;
  return openOn(server.origin, { timeoutMs: 200, ...more }).then(async (target) => { await target.close(); throw new Error('it opened'); }, (error: unknown) => error as { code: string; message: string });
}

test.each<[string, string, RegExp, Hook]>([
  ['a login page', 'not-json', /dashboard.*|login/, (_seen, response) => { response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><p>Sign in'); return true; }],
  ['401', 'unauthorized', /token/, (_seen, response) => reply(response, 401, {})],
  ['403', 'forbidden', /owner's/, (_seen, response) => reply(response, 403, {})],
  ['404', 'not-found', /"A"/, (_seen, response) => reply(response, 404, {})],
  ['400', 'wrong-kind', /id of a server/, (_seen, response) => reply(response, 400, {})],
  ['JSON without the map', 'wrong-kind', /service compute/, (_seen, response) => reply(response, 200, { versions: [] })],
  ['500', 'server-error', /plain read/, (_seen, response) => reply(response, 500, {})],
  ['a redirect', 'redirect', /http:\/\/there/, (_seen, response) => reply(response, 301, {}, { location: 'http://there/' })],
  ['silence', 'unreachable', /host/, () => true],
])('%s on every route is refused with what was got and what to do', async (_what, code, advice, hook) => {
  const error = await refusal(hook);
  expect(error.code).toBe(code);
  expect(error.message).toMatch(advice);
  expect(error.message).toMatch(/GET http:\/\/127\.0\.0\.1:\d+\/v2(\.1)?\/servers\/A\/metadata/);
  expect(error.message).not.toContain('canary');
});

test('a login page is quoted with its first bytes', async () => {
  expect((await refusal((_seen, response) => { response.end('<!DOCTYPE html>'); return true; })).message).toContain('"<!DOCTYPE html>"');
});

test('resources without a contract, or none at all, are refused before anything is sent', async () => {
  expect(await refusal(() => true, { resources: [{ kind: 'volume', id: '1' }] })).toMatchObject({ code: 'config', message: expect.stringContaining('server') });
  expect(await refusal(() => true, { resources: [] })).toMatchObject({ code: 'config' });
  expect(await refusal(() => true, { runId: '../x' })).toMatchObject({ code: 'config' });
});

test('resources of which none has an endpoint are refused with the services of their contracts', async () => {
  const error = await refusal(() => false, { endpoints: { ecs: 'http://127.0.0.1:1/v1' } });
  expect(error).toMatchObject({ code: 'config', message: expect.stringContaining('--resource server=... needs an endpoint of the service compute') });
  expect(error.message).toContain('Endpoints were given or found for: ecs. Allowed: --endpoint compute=URL, or --endpoint URL for all services.');
});

async function cloudConfig(): Promise<{ readonly cloud: ReferenceCloud; readonly config: Parameters<typeof openTarget>[0] }> {
  const cloud = await startReferenceCloud();
  closing.push(() => cloud.close());
  const contracts = ['server', 'ecs', 'image', 'aggregate'].map(shippedContract);
  const { tokens } = cloud;
  return {
    cloud,
    config: {
      ...configFor(cloud.url), contracts, endpoints: cloud.endpoints, kind: 'reference', journalDir: journalDir(),
      tokens: { owner: staticToken(tokens.owner), admin: staticToken(tokens.admin), reader: staticToken(tokens.reader), stranger: staticToken(tokens.stranger) },
      resources: contracts.flatMap(({ id }) => (cloud.resources[id] ?? []).slice(0, 2).map((resource) => ({ kind: id, id: resource }))),
    },
  };
}

test('the whole cloud opens: routes, callers, limits, microversions; lanes on the same server share it', async () => {
  const { cloud, config } = await cloudConfig();
  const target = await openTarget(config);
  const [server, ecs, image, aggregate] = target.lanes;
  expect(target.notApplicable).toEqual([]);
  expect(server).toMatchObject({ slots: ['subject', 'bystander'], maxItems: 128, maxMicroversion: '2.93', routes: [{ version: '/v2.1', project: false }, { version: '/v2', project: false }, { version: '/v2.1', project: true }, { version: '/v2', project: true }] });
  expect(server?.callers).toEqual(['owner', 'admin', 'reader', 'stranger', 'nobody', 'bad-token']);
  expect(aggregate?.callers).toContain('member');
  expect(server?.resource).toBe(ecs?.resource);
  expect(new Set([server?.resource, image?.resource, aggregate?.resource]).size).toBe(3);
  expect(target.description).toMatchObject({ kind: 'reference', endpoint: `${cloud.url}/v2.1`, microversions: { compute: { min: '2.1', max: '2.93' } } });
  expect(target.requests()).toMatchObject({ byContract: {}, restore: 0 });
  await target.close();
});

test.each(['', '/', '/v2.1', '/v2.1/', '/v2/PROJECT', '/v2.1/PROJECT/'])('the endpoint may be written with %s behind it', async (suffix) => {
  const { cloud, config } = await cloudConfig();
  const project = cloud.users.owner.projectId;
  const target = await openTarget({ ...config, contracts: [shippedContract('server')], resources: [{ kind: 'server', id: cloud.resources['server']?.[0] ?? '' }], endpoints: { '*': cloud.url + suffix.replace('PROJECT', project) } });
  expect(target.lanes[0]?.routes).toHaveLength(4);
  expect(target.lanes[0]?.routes[0]).toEqual({ version: suffix.includes('/v2/') ? '/v2' : '/v2.1', project: suffix.includes('PROJECT') });
  await target.close();
});

test('without an administrator the aggregates are set aside, the rest opens', async () => {
  const { config } = await cloudConfig();
  const target = await openTarget({ ...config, tokens: { owner: config.tokens.owner as NonNullable<typeof config.tokens.owner> } });
  expect(target.lanes.map(({ contract }) => contract.id)).toEqual(['server', 'ecs', 'image']);
  expect(target.notApplicable).toEqual([{ contract: 'aggregate', reason: expect.stringContaining('administrator') }]);
  await target.close();
});

test('a resource view that does not answer is left out of the lane\'s contract', async () => {
  const server = await startMetadataServer({ A: {} });
  closing.push(() => server.close());
  server.hook = (seen, response) => (seen.url.endsWith('/A') ? reply(response, 404, {}) : false);
  const target = await openOn(server.origin);
  expect(target.lanes[0]?.contract.resource.operation).toBeNull();
  expect(target.lanes[0]?.contract.operations.some(({ on }) => on === 'resource')).toBe(false);
  await target.close();
});

test('an announced limit of -1 is no limit, and none announced is none known', async () => {
  for (const [limits, maxItems] of [[{ maxServerMeta: 40 }, 40], [{ maxServerMeta: -1 }, null], [{}, null]] as const) {
    const server = await startMetadataServer({ A: {} });
    closing.push(() => server.close());
    server.hook = (seen, response) => (seen.url.endsWith('/limits') ? reply(response, 200, { limits: { absolute: limits } }) : false);
    const target = await openOn(server.origin);
    expect(target.lanes[0]?.maxItems).toBe(maxItems);
    await target.close();
  }
});

test('Keystone gives a token with its catalog and project, and another one when asked again', async () => {
  const { cloud, config } = await cloudConfig();
  const { name, password, project, projectId } = cloud.users.owner;
  const source = keystoneToken({ authUrl: cloud.authUrl, credential: { kind: 'password', user: { name }, password: new Secret(password) }, scope: { kind: 'project', project: { name: project } }, timeoutMs: 2000 });
  const session = await source.session();
  expect(session.projectId).toBe(projectId);
  expect(session.catalog.map(({ type }) => type)).toContain('compute');
  expect((await source.renew()).reveal()).not.toBe(session.token.reveal());
  const target = await openTarget({ ...config, tokens: { owner: source }, contracts: [shippedContract('server')], resources: config.resources.filter(({ kind }) => kind === 'server') });
  expect(target.lanes).toHaveLength(1);
  await target.close();
});

test('an identity service that refuses, or is none, ends the opening by name and without the password', async () => {
  const html = createServer((_request, response) => { response.end('<html>'); });
  await new Promise<void>((resolve) => { html.listen(0, '127.0.0.1', resolve); });
  closing.push(() => new Promise((resolve) => { html.closeAllConnections(); html.close(resolve); }));
  const { cloud, config } = await cloudConfig();
  for (const authUrl of [cloud.authUrl, `http://127.0.0.1:${(html.address() as AddressInfo).port}`, 'http://127.0.0.1:1']) {
    const source = keystoneToken({ authUrl, credential: { kind: 'password', user: { name: 'demo' }, password: new Secret('pw-canary') }, scope: { kind: 'project', project: { name: 'demo' } }, timeoutMs: 2000 });
    const error = await openTarget({ ...config, tokens: { owner: source } }).catch((thrown: unknown) => thrown as Error & { code: string });
    expect(error).toMatchObject({ code: 'authentication', message: expect.stringContaining('/v3/auth/tokens') });
    expect((error as Error).message).not.toContain('canary');
  }
});
