import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Contract, Operation } from '../../contracts/contract.ts';
import { findContracts } from '../../contracts/find-contracts.ts';
import { schemaValidator } from '../../contracts/schema-validator.ts';
import { ask } from './ask.ts';
import type { Answer, AskOptions } from './ask.ts';
import { startReferenceCloud } from './cloud.ts';
import type { ReferenceCloud } from './cloud.ts';
import { serviceOf, serviceType } from './services.ts';

const contracts = findContracts();
let cloud: ReferenceCloud;
beforeAll(async () => { cloud = await startReferenceCloud({ contracts, quota: { volume: 5 }, buildMs: 1 }); });
afterAll(async () => { await cloud.close(); });

function server(index = 0): string {
  return `/v2.1/servers/${cloud.resources['server']![index]!}`;
}

async function get(path: string, options: AskOptions = {}): Promise<Answer> {
  return ask(cloud, 'GET', path, options);
}

async function replace(map: object, path = `${server()}/metadata`): Promise<Answer> {
  return ask(cloud, 'PUT', path, { body: { metadata: map } });
}

/** Where a contract's operations on its first resource are, for one who may use them. */
function place(contract: Contract, operation: Operation, version: string): { readonly path: string; readonly token: string } {
  const user = contract.service.admin ? cloud.users.admin : cloud.users.owner;
  const project = contract.service.project === 'required' ? `/${user.projectId}` : '';
  const path = operation.path.replace(`{${contract.resource.parameter}}`, cloud.resources[contract.id]![0]!).replace(/\{[^}]+\}/, 'a.b');
  return { path: `${serviceOf(serviceType(contract)).mount}${version}${project}${path}`, token: contract.service.admin ? cloud.tokens.admin : cloud.tokens.owner };
}

function requestBody(operation: Operation): unknown {
  const map = operation.on === 'item' ? { 'a.b': '1' } : { 'a.b': '1', c: 'ü' };
  // Where the map is the whole body, its pointer is empty.
  return operation.requestMap === null ? undefined : operation.requestMap.split('/').slice(1).reduceRight<unknown>((inner, name) => ({ [name]: inner }), map);
}

describe('every operation of every contract', () => {
  const effects = ['replace', 'merge', 'upsert', 'read', 'remove'];
  const cases = contracts.flatMap((contract) => contract.service.versions.flatMap((version) => contract.operations
    .toSorted((one, other) => effects.indexOf(one.effect) - effects.indexOf(other.effect))
    .map((operation) => [`${contract.id} ${version} ${operation.id}`, contract, operation, version] as const)));
  test.each(cases)('%s answers as its contract says', async (_name, contract, operation, version) => {
    const { path, token } = place(contract, operation, version);
    const answer = await ask(cloud, operation.method.toUpperCase(), path, { token, body: requestBody(operation) });
    expect(operation.success.statuses).toContain(answer.status);
    if (operation.responseSchema === null) expect(answer.text).toBe('');
    else expect(schemaValidator(contract, operation.responseSchema)(answer.json)).toEqual([]);
  });
});

describe('a right server', () => {
  test('keeps names of JavaScript, spaces, dots, case and text of all planes', async () => {
    const map = '{"metadata": {"__proto__": "a", "constructor": "b", "a b": " c ", " a ": "", "a.b": "😀", "Foo": "1", "foo": "2", "a": "\\u0000"}}';
    await ask(cloud, 'PUT', `${server()}/metadata`, { body: map });
    expect(JSON.stringify((await get(`${server()}/metadata`)).json)).toBe(JSON.stringify(JSON.parse(map)));
    expect(JSON.stringify(((await get(server())).json as { server: unknown }).server)).toContain('"__proto__":"a"');
  });

  test.each([
    ['a lone surrogate', String.raw`{"metadata": {"a": "\ud800"}}`], ['a key that ends with a newline', '{"metadata": {"a\\n": "1"}}'],
    ['no UTF-8', Buffer.from('{"metadata": {"a": "\xff"}}', 'latin1')], ['UTF-16', Buffer.from('{"metadata": {}}', 'utf16le')],
    ['deep nesting', `${'['.repeat(50_000)}${']'.repeat(50_000)}`], ['nesting that can be parsed and not walked', `{"metadata": {"a": ${'['.repeat(5_000)}${']'.repeat(5_000)}}}`], ['a byte order mark', '﻿{"metadata": {}}'], ['no body', ''],
    ['no map', '{}'], ['a null map', '{"metadata": null}'], ['a number', '{"metadata": {"good": "1", "a": 1}}'], ['a second member', '{"metadata": {}, "x": 1}'],
  ])('refuses %s and changes nothing', async (_name, body) => {
    await replace({ base: '1' });
    expect((await ask(cloud, 'PUT', `${server()}/metadata`, { body })).status).toBe(400);
    expect((await get(`${server()}/metadata`)).json).toEqual({ metadata: { base: '1' } });
  });

  test('takes the last of duplicate members', async () => {
    await ask(cloud, 'PUT', `${server()}/metadata`, { body: '{"metadata": {"a": "1", "a": "2"}}' });
    expect((await get(`${server()}/metadata`)).json).toEqual({ metadata: { a: '2' } });
  });

  test('lets no write get lost among parallel ones', async () => {
    await replace({});
    const keys = Array.from({ length: 30 }, (_, index) => `k${index}`);
    const answers = await Promise.all(keys.map((key) => ask(cloud, 'PUT', `${server()}/metadata/${key}`, { body: { meta: { [key]: '1' } } })));
    expect(answers.map(({ status }) => status)).toEqual(keys.map(() => 200));
    expect(Object.keys(((await get(`${server()}/metadata`)).json as { metadata: object }).metadata).toSorted()).toEqual(keys.toSorted());
  });

  test('holds parallel writers to the quota', async () => {
    await replace(Object.fromEntries(Array.from({ length: 126 }, (_, index) => [`k${index}`, 'v'])));
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((key) => ask(cloud, 'POST', `${server()}/metadata`, { body: { metadata: { [key]: '1' } } })));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 200, 403, 403]);
    expect((await ask(cloud, 'POST', `${server()}/metadata`, { body: { metadata: { k1: 'w' } } })).status).toBe(200);
  });

  test('keeps servers and kinds apart', async () => {
    await replace({ only: 'here' });
    expect((await get(`${server(1)}/metadata`)).text).not.toContain('only');
  });
});

describe('addresses', () => {
  test.each([
    ['/', 404], ['/.', 404], ['/..', 404], ['/%2e', 404], ['/%2E%2e', 404], ['/a%2Fb', 404], ['/a/b', 404], ['/foo/', 404], ['.json', 404],
    ['/%66oo', 200], ['/foo?x=1', 200], ['/foo.json', 404], ['/fo%6F', 200], ['/%2566oo', 404], ['/%ff', 400],
  ])('GET metadata%s answers %i', async (suffix, status) => {
    await replace({ foo: '1' });
    expect((await get(`${server()}/metadata${suffix}`)).status).toBe(status);
  });

  test('all routes reach one resource', async () => {
    const id = cloud.resources['server']![0]!;
    const { projectId } = cloud.users.owner;
    await replace({ foo: '1' });
    for (const prefix of ['/v2.1', '/v2', `/v2.1/${projectId}`, `/v2/${projectId}`, '//v2.1', '/v2.1/']) {
      expect((await get(`${prefix}/servers/${id}/metadata`)).json).toEqual({ metadata: { foo: '1' } });
    }
    expect((await get(`/v2.1/${cloud.users.stranger.projectId}/servers/${id}/metadata`)).status).toBe(400);
    expect((await get(`/v2.1/nonsense/servers/${id}/metadata`)).status).toBe(404);
  });

  test('plus is plus, and the URL key is the body key', async () => {
    for (const [segment, key] of [['a+b', 'a b'], ['foo', 'Foo'], ['ab', 'ab ']] as const) {
      expect((await ask(cloud, 'PUT', `${server()}/metadata/${segment}`, { body: { meta: { [key]: '1' } } })).status).toBe(400);
    }
    expect((await ask(cloud, 'PUT', `${server()}/metadata/a%20b`, { body: { meta: { 'a b': '1' } } })).json).toEqual({ meta: { 'a b': '1' } });
  });

  test.each(['HEAD', 'PATCH', 'DELETE', 'TRACE'])('%s of a collection is not found', async (method) => {
    expect((await ask(cloud, method, `${server()}/metadata`)).status).toBe(404);
  });

  test('chunked bodies, and methods nobody knows, over a bare socket', async () => {
    const head = (method: string): string => `${method} ${server()}/metadata HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Auth-Token: ${cloud.tokens.owner}\r\n`;
    const body = '{"metadata": {"chunked": "1"}}';
    expect(await speak(`${head('PUT')}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1.1 200 /);
    expect((await get(`${server()}/metadata`)).json).toEqual({ metadata: { chunked: '1' } });
    expect(await speak(`${head('FOO')}\r\n`)).toMatch(/^HTTP\/1.1 404 /);
  });
});

/** Send bytes, read all that comes. */
async function speak(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(cloud.url).port), '127.0.0.1', () => { socket.write(text); });
    let answer = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => { answer += chunk; }).on('end', () => { resolve(answer); }).on('error', reject);
  });
}

describe('refusals come in order', () => {
  const bad = { metadata: { a: 1 } };
  test.each<[string, number, string, AskOptions]>([
    ['a large body before the token', 413, '/metadata', { token: null, body: 'x'.repeat(114_689) }],
    ['the token before the path', 401, '/nowhere', { token: null, body: bad }],
    ['an expired token', 401, '/metadata', { token: 'expired', body: bad }],
    ['the microversion before the media type', 406, '/metadata', { body: bad, headers: { 'content-type': 'text/xml', 'openstack-api-version': 'compute 2.94' } }],
    ['a malformed microversion', 400, '/metadata', { body: bad, headers: { 'x-openstack-nova-api-version': '2.01' } }],
    ['the media type before the JSON', 415, '/metadata', { body: '{', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['the schema before the resource', 400, '/metadata', { token: 'stranger', body: bad }],
    ['the resource before the policy', 404, '/metadata', { token: 'stranger', body: { metadata: {} } }],
    ['the policy before the key', 403, '/metadata/x', { token: 'reader', body: { meta: { y: '1' } } }],
  ])('%s: %i', async (_name, status, suffix, options) => {
    const named = options.token === 'expired' || options.token === 'stranger' || options.token === 'reader' ? cloud.tokens[options.token] : options.token;
    const answer = await ask(cloud, suffix.endsWith('x') ? 'PUT' : 'POST', `${server()}${suffix}`, { ...options, ...(named === undefined ? {} : { token: named }) });
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.json)).toContain(String(status));
  });

  test('administrators reach all servers, members only their project’s aggregates: none', async () => {
    expect((await get(`${server()}/metadata`, { token: cloud.tokens.admin })).status).toBe(200);
    const path = `/v2.1/os-aggregates/${cloud.resources['aggregate']![0]!}/action`;
    expect((await ask(cloud, 'POST', path, { body: { set_metadata: { metadata: { a: '1' } } } })).status).toBe(403);
  });
});

describe('states', () => {
  async function act(name: string, value: unknown = null, token = cloud.tokens.owner): Promise<number> {
    return (await ask(cloud, 'POST', `${server(2)}/action`, { body: { [name]: value }, token })).status;
  }
  const write = async (token = cloud.tokens.owner): Promise<number> => (await ask(cloud, 'POST', `${server(2)}/metadata`, { body: { metadata: { a: '1' } }, token })).status;

  test.each([
    ['pause', 'unpause', 'paused', 200], ['suspend', 'resume', 'suspended', 200], ['os-stop', 'os-start', 'stopped', 200], ['shelve', 'unshelve', 'shelved_offloaded', 409], ['rescue', 'unrescue', 'rescued', 409],
  ])('%s and %s', async (there, back, state, status) => {
    expect(await act(there)).toBeLessThan(300);
    expect(((await get(server(2))).json as { server: Record<string, unknown> }).server['OS-EXT-STS:vm_state']).toBe(state);
    expect(await write()).toBe(status);
    expect((await get(`${server(2)}/metadata`)).status).toBe(200);
    expect(await act(there)).toBe(409);
    expect(await act(back)).toBe(202);
    expect(await write()).toBe(200);
  });

  test('a lock stops the owner, not the administrator, who alone opens his own', async () => {
    await act('lock');
    expect([await write(), await write(cloud.tokens.admin)]).toEqual([409, 200]);
    await act('unlock');
    await act('lock', null, cloud.tokens.admin);
    expect([await act('unlock'), await write()]).toEqual([403, 409]);
    await act('unlock', null, cloud.tokens.admin);
    expect(await write()).toBe(200);
  });

  test('what is no action is told so', async () => {
    expect([await act('fly'), await act('os-resetState', { state: 'error' })]).toEqual([400, 403]);
  });
});

describe('images and aggregates', () => {
  const image = (index = 0): string => `/v2.1/images/${cloud.resources['image']![index]!}`;
  const at = (version: string): AskOptions => ({ headers: { 'openstack-api-version': `compute ${version}` } });

  test('image metadata goes at 2.39, the image at 2.36, and /v2 knows no versions', async () => {
    expect((await get(`${image()}/metadata`, at('2.38'))).status).toBe(200);
    expect((await get(`${image()}/metadata`, at('2.39'))).status).toBe(404);
    expect([(await get(image(), at('2.35'))).status, (await get(image(), at('2.36'))).status]).toEqual([200, 404]);
    expect((await get(`${image().replace('v2.1', 'v2')}/metadata`, at('2.99'))).status).toBe(200);
  });

  test('names of image fields are refused, and the image service shows the rest as properties', async () => {
    expect((await ask(cloud, 'POST', `${image()}/metadata`, { body: { metadata: { good: '1', visibility: 'public' } } })).status).toBe(400);
    await replace({ mine: '1' }, `${image()}/metadata`);
    const shown = (await get(`/image/v2/images/${cloud.resources['image']![0]!}`)).json as Record<string, unknown>;
    expect([shown['mine'], shown['visibility'], shown['name']]).toEqual(['1', 'private', 'member-image']);
  });

  test('an aggregate follows its zone, loses what is null, and shows its uuid from 2.41 on', async () => {
    const path = `/v2.1/os-aggregates/${cloud.resources['aggregate']![1]!}`;
    const set = async (metadata: object, options: AskOptions = {}): Promise<Answer> => ask(cloud, 'POST', `${path}/action`, { token: cloud.tokens.admin, body: { set_metadata: { metadata } }, ...options });
    await set({ a: '1', b: '2' });
    const shown = (await set({ a: null, none: null, availability_zone: 'z' })).json as { aggregate: Record<string, unknown> };
    expect(shown.aggregate['metadata']).toEqual({ b: '2', availability_zone: 'z' });
    expect(shown.aggregate['availability_zone']).toBe('z');
    expect(shown.aggregate).not.toHaveProperty('uuid');
    expect(((await set({}, at('2.41'))).json as typeof shown).aggregate).toHaveProperty('uuid');
    for (const zone of [null, '']) expect((await set({ b: null, availability_zone: zone })).status).toBe(400);
    expect(((await get(path, { token: cloud.tokens.admin })).json as typeof shown).aggregate['metadata']).toEqual({ b: '2', availability_zone: 'z' });
  });

  test.each([['abc', 400], ['1.5', 400], ['99999999999999999999', 404], ['-1', 404]])('aggregate id %s: %i', async (id, status) => {
    expect((await get(`/v2.1/os-aggregates/${id}`, { token: cloud.tokens.admin })).status).toBe(status);
  });
});

describe('what provisioning needs', () => {
  test('a server is built, becomes active and goes', async () => {
    const made = await ask(cloud, 'POST', '/v2.1/servers', { body: { server: { name: 'new', flavorRef: '42', imageRef: 'x', networks: 'none', metadata: { a: '1' } } } });
    const path = `/v2.1/servers/${(made.json as { server: { id: string } }).server.id}`;
    const state = async (): Promise<unknown> => ((await get(path)).json as { server: { status: string } }).server.status;
    expect(made.status).toBe(202);
    await expect.poll(state).toBe('ACTIVE');
    expect((await get(`${path}/metadata`)).json).toEqual({ metadata: { a: '1' } });
    expect([(await ask(cloud, 'DELETE', path)).status, (await get(path)).status]).toEqual([204, 404]);
  });

  test('an image and an aggregate come and go', async () => {
    const image = await ask(cloud, 'POST', '/image/v2/images', { body: { name: 'new', disk_format: 'raw', container_format: 'bare', visibility: 'private' } });
    const { id } = image.json as { id: string };
    expect([image.status, (await get(`/v2.1/images/${id}/metadata`)).text]).toEqual([201, '{"metadata": {}}']);
    expect((await ask(cloud, 'PUT', `/image/v2/images/${id}/file`, { body: Buffer.from('x'), headers: { 'content-type': 'application/octet-stream' } })).status).toBe(204);
    expect([(await ask(cloud, 'DELETE', `/image/v2/images/${id}`)).status, (await get(`/v2.1/images/${id}/metadata`)).status]).toEqual([204, 404]);
    const token = cloud.tokens.admin;
    const aggregate = (await ask(cloud, 'POST', '/v2.1/os-aggregates', { token, body: { aggregate: { name: 'new', availability_zone: 'az' } } })).json as { aggregate: Record<string, unknown> };
    expect(aggregate.aggregate).not.toHaveProperty('metadata');
    const path = `/v2.1/os-aggregates/${String(aggregate.aggregate['id'])}`;
    expect((await get(path, { token })).text).toContain('"availability_zone": "az"');
    expect([(await ask(cloud, 'DELETE', path, { token })).status, (await get(path, { token })).status]).toEqual([200, 404]);
  });

  test('limits are announced where the contracts say', async () => {
    const absolute = async (options: AskOptions = {}): Promise<Record<string, unknown>> => ((await get('/v2.1/limits', options)).json as { limits: { absolute: Record<string, unknown> } }).limits.absolute;
    expect(await absolute()).toMatchObject({ maxServerMeta: 128, maxImageMeta: 128 });
    expect(await absolute({ headers: { 'openstack-api-version': 'compute 2.39' } })).not.toHaveProperty('maxImageMeta');
  });
});

describe('Keystone', () => {
  const login = async (user: { readonly name: string; readonly password: string; readonly project: string }): Promise<Answer> => ask(cloud, 'POST', '/identity/v3/auth/tokens', {
    token: null,
    body: { auth: { identity: { methods: ['password'], password: { user: { name: user.name, domain: { name: 'Default' }, password: user.password } } }, scope: { project: { name: user.project, domain: { id: 'default' } } } } },
  });

  test('a password gives a token that works, with a catalog that leads to the services', async () => {
    const answer = await login(cloud.users.owner);
    const { token } = answer.json as { token: { catalog: { type: string; endpoints: { interface: string; url: string }[] }[]; roles: { name: string }[] } };
    expect(answer.status).toBe(201);
    expect(token.roles.map(({ name }) => name)).toEqual(['member', 'reader']);
    expect(Object.fromEntries(token.catalog.map(({ type, endpoints }) => [type, endpoints[0]!.url]))).toEqual(cloud.endpoints);
    expect((await get(`${server()}/metadata`, { token: String(answer.headers['x-subject-token']) })).status).toBe(200);
  });

  test('a wrong password, another project and an unknown user are refused alike', async () => {
    const { owner, stranger } = cloud.users;
    for (const user of [{ ...owner, password: 'x' }, { ...owner, project: stranger.project }, { ...owner, name: 'nobody' }]) expect((await login(user)).status).toBe(401);
  });

  test('a token can be looked at and revoked', async () => {
    const id = String((await login(cloud.users.reader)).headers['x-subject-token']);
    const headers = { 'x-subject-token': id };
    expect((await get('/identity/v3/auth/tokens', { headers })).status).toBe(200);
    expect((await ask(cloud, 'DELETE', '/identity/v3/auth/tokens', { headers })).status).toBe(204);
    expect((await get(`${server()}/metadata`, { token: id })).status).toBe(401);
  });

  test('versions are told without a token', async () => {
    for (const path of ['/', '/v2.1/', '/v2.1', '/v2/', '/identity/v3', '/identity/v3/']) expect((await get(path, { token: null })).status).toBe(200);
    expect((await get('/v2.1', { token: null })).json).toMatchObject({ version: { version: '2.93', min_version: '2.1' } });
    expect((await get('/v2.0/servers', { token: null })).status).toBe(300);
  });
});

test('secrets can be chosen, tokens run out, and a closed cloud answers no more', async () => {
  const short = await startReferenceCloud({ contracts, tokenLifetimeS: -1, secrets: { passwords: { owner: 'canary-1' }, tokens: { admin: 'canary-2' } } });
  expect([short.users.owner.password, short.tokens.admin]).toEqual(['canary-1', 'canary-2']);
  expect((await ask(short, 'GET', '/v2.1/servers')).status).toBe(401);
  await short.close();
  await expect(ask(short, 'GET', '/')).rejects.toThrow();
});

test('quotas can be chosen', async () => {
  const { path } = place(contracts.find(({ id }) => id === 'volume')!, contracts.find(({ id }) => id === 'volume')!.operations.find(({ effect }) => effect === 'replace')!, '/v3');
  expect((await replace({ a: '1', b: '1', c: '1', d: '1', e: '1', f: '1' }, path)).status).toBeGreaterThanOrEqual(400);
  expect((await replace({ a: '1' }, path)).status).toBe(200);
});
