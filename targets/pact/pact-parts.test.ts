import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { findContracts } from '../../contracts/find-contracts.ts';
import type { Contract } from '../../contracts/contract.ts';
import type { Caller } from '../../generators/plan.ts';
import type { Lane } from '../target.ts';
import { answerForPact } from './answer-for-pact.ts';
import { fetchPacts } from './broker.ts';
import { readContractPath } from './contract-path.ts';
import { parsePactFile, pactFileText } from './pact-file.ts';
import { statePlan, stateValues } from './state-plan.ts';
import { readResults } from './verifier-process.ts';

function contractOf(id: string): Contract {
  const found = findContracts().find((contract) => contract.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}

const server = contractOf('server');
const aggregate = contractOf('aggregate');

function lane(contract: Contract, more: Partial<Lane> = {}): Lane {
  return { contract, resource: 'r', endpoint: 'http://e', slots: ['subject'], resourceIds: { subject: 'ID' }, callers: ['owner', 'nobody', 'bad-token'], sacrificial: false, routes: [], maxItems: null, maxMicroversion: null, ...more };
}

describe('paths', () => {
  test.each([
    ['/servers/42/metadata', { id: '42', key: null }], ['/servers/42/metadata/a%2Fb', { id: '42', key: 'a/b' }], ['/servers/42', { id: '42', key: null }], ['/v2.1/project/servers/42/metadata', { id: '42', key: null }],
  ])('%s', (path, expected) => {
    expect(readContractPath(server, path)).toMatchObject(expected);
    expect(readContractPath(server, path)?.withId('REAL')).toContain('/servers/REAL');
  });

  test.each(['/servers', '/flavors/1', '/servers/42/action'])('%s is none of the contract', (path) => expect(readContractPath(server, path)).toBeNull());

  test('an item keeps its encoding under another id', () => expect(readContractPath(server, '/servers/42/metadata/a%3Ab')?.withId('REAL')).toBe('/servers/REAL/metadata/a%3Ab'));
});

describe('states', () => {
  const plan = (states: readonly { name: string; params?: Record<string, unknown> }[], on: Lane = lane(server)): ReturnType<typeof statePlan> => statePlan(on, 't', states.map(({ name, params = {} }) => ({ name, params })));

  test('metadata is a start state', () => expect(plan([{ name: 'a server with metadata', params: { metadata: { a: '1' } } }])).toMatchObject({ kind: 'plan', caller: 'owner', plan: { start: { subject: [['a', '1']] }, steps: [], hazardous: false } }));

  test('the quota is what the target announces, else what the contract says', () => {
    const sizes = [lane(server), lane(server, { maxItems: 3 })].map((on) => {
      const made = plan([{ name: 'a server at its quota' }], on);
      return made.kind === 'plan' ? made.plan.start.subject?.length : made.reason;
    });
    expect(sizes).toEqual([128, 3]);
  });

  test('a lock needs a resource that may be disturbed', () => {
    expect(plan([{ name: 'a locked server' }])).toMatchObject({ kind: 'not-applicable', reason: expect.stringContaining('--sacrificial') });
    expect(plan([{ name: 'a locked server' }], lane(server, { sacrificial: true }))).toMatchObject({ kind: 'plan', plan: { hazardous: true, steps: [{ op: 'action', action: 'lock' }] } });
  });

  test('a key that stays for good needs one, too', () => expect(plan([{ name: 'an aggregate with metadata', params: { metadata: { availability_zone: 'z' } } }], lane(aggregate))).toMatchObject({ kind: 'not-applicable' }));

  test('a caller that was not given is not played', () => {
    expect(plan([{ name: 'a caller of another project' }])).toMatchObject({ kind: 'not-applicable', reason: expect.stringContaining('--stranger-token') });
    expect(plan([{ name: 'a caller of another project' }], lane(server, { callers: ['owner', 'stranger'] as readonly Caller[] }))).toMatchObject({ kind: 'plan', caller: 'stranger' });
  });

  test('a state that means nothing to us is unknown, and says what would', () => expect(plan([{ name: 'server 42 is nice' }])).toMatchObject({ kind: 'unknown', reason: expect.stringMatching(/"server 42 is nice".*--pact-states.*"a locked server"/) }));

  test('an absent resource has an id of its own', () => {
    expect(stateValues(server, 'ID', { name: 'no such server', params: {} })).toEqual({ server_id: '00000000-0000-4000-8000-000000000000' });
    expect(stateValues(server, 'ID', { name: 'a locked server', params: {} })).toEqual({ server_id: 'ID' });
  });
});

describe('answers', () => {
  test('what is foreign is left out, the rest stays to the byte', () => {
    expect(answerForPact('{"metadata": {"a":"1",  "\\u0000foreign-1": "masked"}}', server, ['a'])).toBe('{"metadata":{"a":"1"}}');
    expect(answerForPact('{"metadata":  {"a":"1"}}', server, ['a'])).toBe('{"metadata":  {"a":"1"}}');
  });

  test('a key that cannot be removed counts only for those who name it, and only in maps', () => {
    const text = '{"aggregate":{"availability_zone":"z","metadata":{"availability_zone":"z","k":"v"}}}';
    expect(JSON.parse(answerForPact(text, aggregate, ['k']))).toEqual({ aggregate: { availability_zone: 'z', metadata: { k: 'v' } } });
    expect(answerForPact(text, aggregate, ['k', 'availability_zone'])).toBe(text);
  });
});

describe('pact files', () => {
  const http = { description: 'd', request: { method: 'get', path: '/x' }, response: { status: 200 } };
  const pact = (interactions: readonly unknown[]): string => JSON.stringify({ consumer: { name: 'c' }, provider: { name: 'p' }, interactions, metadata: { pactSpecification: { version: '4.0' } } });

  test('states of versions 2, 3 and 4; messages are told apart', () => {
    const file = parsePactFile(pact([{ ...http, providerState: 'old' }, { ...http, providerStates: [{ name: 'new', params: { a: 1 } }] }, { description: 'm', type: 'Asynchronous/Messages' }]), 'f');
    expect(file.interactions.map(({ states, http: isHttp, method }) => [states, isHttp, method])).toEqual([[[{ name: 'old', params: {} }], true, 'GET'], [[{ name: 'new', params: { a: 1 } }], true, 'GET'], [[], false, 'GET']]);
  });

  test('is written back with its states as they are now', () => {
    const [first] = parsePactFile(pact([{ ...http, providerStates: [{ name: 'theirs' }] }]), 'f').interactions;
    const file = parsePactFile(pact([]), 'f');
    expect(JSON.parse(pactFileText(file, first === undefined ? [] : [{ ...first, states: [{ name: 'ours', params: {} }] }]))).toMatchObject({ interactions: [{ description: 'd', providerStates: [{ name: 'ours', params: {} }] }] });
  });

  test.each([['[', /f: is not JSON/], ['[]', /f: is no JSON object/], ['{"consumer":{"name":"c"}}', /names no consumer or no provider/], ['{"consumer":{"name":"c"},"provider":{"name":"p"}}', /has no interactions/]])('%s is none', (text, message) => expect(() => parsePactFile(text, 'f')).toThrow(message));
});

test('what the verifier says is read, and what it never said is an error', () => {
  const json = JSON.stringify({ interactionResults: [{ description: 'good', result: 'OK' }, { description: 'bad', result: 'Error', mismatch: { type: 'mismatches', mismatches: [{ type: 'StatusMismatch', expected: 200, actual: 202, mismatch: 'expected 200 but was 202' }] } }, { description: 'broken', result: 'Error', mismatch: { type: 'error', message: 'no connection' } }] });
  expect(readResults(json)).toEqual([
    { description: 'good', ok: true, mismatches: [] },
    { description: 'bad', ok: false, mismatches: [{ type: 'StatusMismatch', at: '', expected: '200', actual: '202', message: 'expected 200 but was 202' }] },
    { description: 'broken', ok: false, mismatches: [{ type: 'error', at: '', expected: '', actual: '', message: 'no connection' }] },
  ]);
  expect(() => readResults('{}')).toThrow(/said nothing/);
});

describe('the broker', () => {
  const servers: Server[] = [];
  afterEach(() => { for (const each of servers.splice(0)) each.close(); });

  async function serving(answer: (response: ServerResponse, request: IncomingMessage) => void): Promise<string> {
    const made = createServer((request, response) => { answer(response, request); });
    servers.push(made);
    await new Promise<void>((resolve) => { made.listen(0, '127.0.0.1', resolve); });
    return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
  }

  function broker(answer: (url: string, authorization: string | undefined) => readonly [number, unknown]): Promise<string> {
    return serving((response, request) => {
      const [status, body] = answer(request.url ?? '', request.headers.authorization);
      response.writeHead(status, { 'content-type': 'application/hal+json' }).end(JSON.stringify(body));
    });
  }

  test('gives the latest pacts to who has its token', async () => {
    const url = await broker((path, authorization) => {
      if (authorization !== 'Bearer secret') return [401, {}];
      return path === '/pacts/provider/my%20cloud/latest' ? [200, { _links: { 'pb:pacts': [{ href: '/pacts/1' }] } }] : [200, { pact: path }];
    });
    expect(await fetchPacts({ url, token: 'secret' }, 'my cloud')).toEqual([{ text: '{"pact":"/pacts/1"}', from: `${url}/pacts/1` }]);
    await expect(fetchPacts({ url, token: null }, 'my cloud')).rejects.toThrow(/was answered with 401/);
  });

  test('does not get us to send the token to another host', async () => {
    const url = await broker(() => [200, { _links: { 'pb:pacts': [{ href: 'http://127.0.0.2:1/pacts/1' }] } }]);
    await expect(fetchPacts({ url, token: 'secret' }, 'p')).rejects.toThrow(/another host/);
  });

  test('does not get its token into what is written of a pact', async () => {
    const url = await broker((path, authorization) => (path.startsWith('/pacts/provider') ? [200, { _links: { 'pb:pacts': [{ href: '/pacts/1' }] } }] : [200, { description: `as ${authorization} asked` }]));
    const [pact] = await fetchPacts({ url, token: 'a "quoted" token' }, 'p');
    expect(pact?.text).toBe('{"description":"as Bearer [redacted] asked"}');
  });

  test('is not read to an end that does not come, and half an answer is an error', async () => {
    let sent = 0;
    const url = await serving((response) => {
      response.writeHead(200);
      const more = (): void => { if (!response.destroyed) response.write(Buffer.alloc(2 ** 20), () => { sent += 1; more(); }); };
      more();
    });
    await expect(fetchPacts({ url, token: null }, 'p')).rejects.toThrow(/more than 32 MiB/);
    expect(sent).toBeLessThan(100);
    const half = await serving((response) => { response.writeHead(200, { 'content-length': 100 }).write('{', () => response.destroy()); });
    await expect(fetchPacts({ url: half, token: null }, 'p')).rejects.toThrow(/half an answer/);
  });

  test('without pacts, or without an answer, is an error', async () => {
    const url = await broker(() => [200, { _links: { 'pb:pacts': [] } }]);
    await expect(fetchPacts({ url, token: null }, 'p')).rejects.toThrow(/lists no pact/);
    await expect(fetchPacts({ url: 'http://127.0.0.1:9', token: null }, 'p')).rejects.toThrow(/gave no answer/);
  });
});
