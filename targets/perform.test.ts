import { afterEach, expect, test } from 'vitest';
import type { Plan, Step } from '../generators/plan.ts';
import { openOn } from './testing/open-on.ts';
import { reply, startMetadataServer } from './testing/metadata-server.ts';
import type { Hook, MetadataServer } from './testing/metadata-server.ts';
import { plan } from './testing/server-contract.ts';
import type { Target } from './target.ts';
import type { TargetConfig } from './target-config.ts';
import type { Exchange, Trace } from './trace.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

interface Setting {
  readonly server: MetadataServer;
  readonly target: Target;
  readonly run: (plan: Plan, maxRequests?: number) => Promise<Trace>;
}

async function setting(maps: Record<string, Record<string, string>> = { A: {} }, more: Partial<TargetConfig> = {}): Promise<Setting> {
  const server = await startMetadataServer(maps);
  closing.push(() => server.close());
  const target = await openOn(server.origin, { resources: Object.keys(maps).map((id) => ({ kind: 'server', id })), ...more });
  closing.push(() => { server.hook = () => false; return target.close(); });
  const [lane] = target.lanes;
  return { server, target, run: (one, maxRequests = 100) => target.perform(lane as NonNullable<typeof lane>, one, { kind: 'explore' }, maxRequests) };
}

const merge = (...entries: [string, string][]): Step => ({ op: 'merge', slot: 'subject', entries });
const line = ({ role, stepIndex, slot, request, response, trouble }: Exchange): string =>
  `${role} ${stepIndex} ${slot} ${request.method} ${request.path.replace(/^\/v2\.1\/servers\//, '')} ${response?.status ?? '-'}${trouble === null ? '' : ` ${trouble.kind}`}`;
const lines = (trace: Trace): readonly string[] => trace.exchanges.map(line);

/** Answers the first request that matches in place of the server, and lets all others pass. */
function once(method: string, answer: Hook): Hook {
  let done = false;
  return (seen, response) => {
    if (done || seen.method !== method) return false;
    done = true;
    return answer(seen, response);
  };
}

test('a start state is written and confirmed, each write is read back, and one read is the next step\'s before', async () => {
  const { run } = await setting();
  const trace = await run(plan([merge(['a', '1']), { op: 'remove', slot: 'subject', urlKey: 'base' }, { op: 'read', view: 'map', slot: 'subject' }]));
  expect(lines(trace)).toEqual([
    'start -1 subject PUT A/metadata 200', 'start -1 subject GET A/metadata 200', 'step 0 subject POST A/metadata 200', 'after 0 subject GET A/metadata 200',
    'step 1 subject DELETE A/metadata/base 204', 'after 1 subject GET A/metadata 200', 'step 2 subject GET A/metadata 200',
  ]);
  expect(trace.exchanges.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(trace).toMatchObject({ cutShort: null, slots: { subject: { resourceId: 'A', foreignKeys: 0 } }, facts: { prefixes: [{ prefix: '/v2.1', route: '/v2.1', projectId: null }], maxItemsAnnounced: false } });
});

test('a start state that is still there is only read', async () => {
  const { run } = await setting();
  await run(plan([]));
  expect(lines(await run(plan([])))).toEqual(['start -1 subject GET A/metadata 200']);
});

test('now and then a written item and the resource are read as well', async () => {
  const { run } = await setting();
  const trace = await run(plan([merge(['a', '1'])], { subject: [] }, 0));
  expect(lines(trace).slice(-3)).toEqual(['after 0 subject GET A/metadata 200', 'after 0 subject GET A/metadata/a 200', 'after 0 subject GET A 200']);
});

test('a map that does not show the write is read once more', async () => {
  const { run, server } = await setting();
  await run(plan([]));
  server.hook = once('POST', (_seen, response) => reply(response, 200, { metadata: { base: '1', a: '1' } }));
  expect(lines(await run(plan([merge(['a', '1'])])))).toEqual(['start -1 subject GET A/metadata 200', 'step 0 subject POST A/metadata 200', 'after 0 subject GET A/metadata 200', 'settle 0 subject GET A/metadata 200']);
});

test('the bystander gets its own start state and is read after every fourth step and at the end', async () => {
  const { run } = await setting({ A: {}, B: {} });
  const steps = Array.from({ length: 5 }, (_unused, index) => merge([`k${index}`, '1']));
  const trace = await run(plan(steps, { subject: [], bystander: [['b', '1']] }));
  expect(trace.exchanges.filter(({ slot }) => slot === 'bystander').map(line)).toEqual([
    'start -1 bystander PUT B/metadata 200', 'start -1 bystander GET B/metadata 200', 'after 3 bystander GET B/metadata 200', 'after 4 bystander GET B/metadata 200',
  ]);
});

test('concurrent branches overlap, and the map is read until it stays the same', async () => {
  const { run, server } = await setting();
  await run(plan([]));
  const waiting: (() => void)[] = [];
  server.hook = async (seen) => {
    if (seen.method !== 'POST') return false;
    // Answers only when both branches have arrived: branches that do not overlap would never end.
    await new Promise<void>((resolve) => { if (waiting.push(resolve) === 2) for (const release of waiting) release(); });
    return false;
  };
  const trace = await run(plan([{ op: 'concurrent', branches: [[merge(['p', '1'])], [merge(['q', '1'])]] }]));
  const [first, second] = trace.exchanges.filter(({ role }) => role === 'step') as [Exchange, Exchange];
  expect([first.branch, second.branch]).toEqual([0, 1]);
  expect(second.calledAtMs).toBeLessThan(first.returnedAtMs);
  expect(first.calledAtMs).toBeLessThan(second.returnedAtMs);
  expect(lines(trace).slice(-2)).toEqual(['after 0 subject GET A/metadata 200', 'after 0 subject GET A/metadata 200']);
});

test('keys that no request has named are masked in every answer, and so are their values', async () => {
  const { run, server } = await setting({ A: { 'owner-key': 'owner-value' } });
  server.hook = (seen, response) => {
    const map = server.maps.get('A');
    // A provider's key that nobody can remove, with a value that changes.
    map?.set('provider-key', `provider-value-${server.seen.length}`);
    return seen.method === 'POST' ? reply(response, 400, { badRequest: { message: 'owner-value is no value of owner-key', metadata: Object.fromEntries(map ?? []) } }) : false;
  };
  const trace = await run(plan([merge(['a', '1']), { op: 'read', view: 'resource', slot: 'subject' }]));
  expect(JSON.stringify(trace)).not.toMatch(/owner-key|owner-value|provider-key|provider-value|canary/);
  expect(trace.slots.subject?.foreignKeys).toBe(1);
  expect(trace.cutShort).toBeNull();
  expect(JSON.parse(trace.exchanges.at(-1)?.response?.body.text ?? '')).toMatchObject({ server: { metadata: { base: '1', '\u0000foreign-1': 'masked' } } });
});

test('a key that stays when the map is cleared is nobody\'s, though a plan names one like it', async () => {
  const { run, server } = await setting({ A: { name: 'theirs', old: '1' } });
  // A provider's key that outlives every removal and replacement.
  server.hook = () => {
    server.maps.get('A')?.set('name', 'theirs');
    return false;
  };
  const trace = await run(plan([merge(['name', 'ours']), { op: 'replace', slot: 'subject', entries: [['b', '1']] }], { subject: [['name', '0']] }));
  expect(trace.plan.start.subject).toEqual([['namb', '0']]);
  expect(trace.plan.steps[0]).toMatchObject({ entries: [['namb', 'ours']] });
  expect(trace.exchanges.every(({ request }) => !(request.body?.text ?? '').includes('"name"'))).toBe(true);
  expect(JSON.parse(trace.exchanges.at(-1)?.response?.body.text ?? '')).toEqual({ metadata: { '\u0000foreign-1': 'masked', b: '1' } });
  expect(JSON.stringify(trace)).not.toContain('theirs');
});

test('a key that outlasts a replacement of the map is nobody\'s, though it can be removed by itself', async () => {
  const { run, server } = await setting({ A: { name: 'theirs', old: '1' } });
  const [first] = [server.maps.get('A')];
  server.hook = (seen, response) => {
    if (seen.method !== 'PUT' || first?.has('name') !== true) return false;
    const { metadata } = JSON.parse(seen.body) as { metadata: Record<string, string> };
    server.maps.get('A')?.clear();
    for (const [key, value] of Object.entries({ name: 'theirs', ...metadata })) server.maps.get('A')?.set(key, value);
    return reply(response, 200, { metadata });
  };
  const trace = await run(plan([merge(['name', 'ours']), merge(['old', '2'])], {}));
  expect(trace.plan.steps).toEqual([merge(['namb', 'ours']), merge(['old', '2'])]);
});

test('keys that others have left on a cleared map are remembered by later traces, and originals are not counted', async () => {
  const { run, server } = await setting({ A: { 'owner-key': 'owner-value', 'owner-second': 'v' } });
  const before = await run(plan([merge(['a', '1'])]));
  server.hook = () => {
    server.maps.get('A')?.set('provider-key', 'v');
    return false;
  };
  await run(plan([merge(['a', '1'])]));
  server.hook = () => {
    server.maps.get('A')?.delete('provider-key');
    return false;
  };
  const later = await run(plan([merge(['a', '1'])]));
  expect([before, later].map(({ slots }) => slots.subject?.foreignKeys)).toEqual([0, 1]);
});

test('tokens appear nowhere, not even when the target echoes them', async () => {
  const { run, server } = await setting();
  server.hook = (seen, response) => (seen.method === 'POST' ? reply(response, 400, { echo: seen.headers['x-auth-token'] }, { 'x-subject-token': 'owner-canary', 'x-echo': 'owner-canary' }) : false);
  const trace = await run(plan([merge(['a', '1'])]));
  expect(JSON.stringify(trace)).not.toContain('canary');
  expect(trace.exchanges.some(({ response }) => response?.body.text === '{"echo":"[redacted]"}')).toBe(true);
  expect(trace.exchanges[0]?.request.headers).toContainEqual(['x-auth-token', '[redacted]']);
});

test('what was sent is recorded as it was sent', async () => {
  const { run, server } = await setting();
  const trace = await run(plan([
    { op: 'merge', slot: 'subject', entries: [['a', '1']], twists: [{ kind: 'body-text', text: '{"metadata":{map},"metadata":{map}}' }, { kind: 'header', name: 'Content-Type', value: 'text/plain' }, { kind: 'microversion', version: '2.93' }] },
    { op: 'upsert', slot: 'subject', urlKey: 'a', entries: [['a', '2']], twists: [{ kind: 'raw-key', segment: '%61' }, { kind: 'path-suffix', suffix: '?x=1' }] },
  ]));
  const [merged, upserted] = trace.exchanges.filter(({ role }) => role === 'step') as [Exchange, Exchange];
  expect(merged.request.body).toEqual({ text: '{"metadata":{"a":"1"},"metadata":{"a":"1"}}' });
  const got = server.seen.find(({ headers }) => headers['content-type'] === 'text/plain');
  expect(got?.headers['x-openstack-nova-api-version']).toBe('2.93');
  const sent = Object.fromEntries(merged.request.headers.map(([name, value]) => [name.toLowerCase(), value]));
  expect({ ...got?.headers, connection: 'keep-alive', 'x-auth-token': '[redacted]' }).toEqual({ ...sent, connection: 'keep-alive' });
  expect(upserted.request.path).toBe('/v2.1/servers/A/metadata/%61?x=1');
});

test('an answer that is not UTF-8 is kept as bytes', async () => {
  const { run, server } = await setting();
  server.hook = once('POST', (_seen, response) => { response.end(Buffer.from([0x22, 0xff, 0x22])); return true; });
  const trace = await run(plan([merge(['a', '1'])]));
  expect(trace.exchanges.find(({ role }) => role === 'step')?.response?.body).toEqual({ base64: 'Iv8i' });
});

test('an unanswered write is not sent again: reads show what became of it', async () => {
  const { run, server } = await setting({ A: {} }, { timeoutMs: 200 });
  server.hook = once('POST', () => true);
  const trace = await run(plan([merge(['a', '1'])]));
  expect(lines(trace).slice(2)).toEqual(['step 0 subject POST A/metadata - timeout', 'after 0 subject GET A/metadata 200', 'settle 0 subject GET A/metadata 200']);
  expect(trace.cutShort).toBeNull();
});

test('a write lost with its connection is sent again only when a read shows that it was not done', async () => {
  const { run, server } = await setting();
  server.hook = once('POST', (_seen, response) => { response.socket?.resetAndDestroy(); return true; });
  expect(lines(await run(plan([merge(['a', '1'])]))).slice(2)).toEqual([
    'step 0 subject POST A/metadata - reset', 'after 0 subject GET A/metadata 200', 'settle 0 subject GET A/metadata 200', 'recover 0 subject POST A/metadata 200', 'after 0 subject GET A/metadata 200',
  ]);
  server.hook = once('POST', (seen, response) => {
    server.maps.get('A')?.set('b', '1');
    response.socket?.resetAndDestroy();
    return seen.method === 'POST';
  });
  expect(lines(await run(plan([merge(['b', '1'])]))).filter((one) => one.includes('POST'))).toEqual(['step 0 subject POST A/metadata - reset']);
});

test('a rate limit, an expired token and a redirect are trouble, and the trace goes on', async () => {
  let renewals = 0;
  const { Secret } = await import('./secret.ts');
  const { run, server, target } = await setting({ A: {} }, { tokens: { owner: { get: async () => new Secret('old-canary'), renew: async () => new Secret(`new-canary-${renewals += 1}`) } } });
  server.hook = once('POST', (_seen, response) => reply(response, 429, {}, { 'retry-after': '0' }));
  expect(lines(await run(plan([merge(['a', '1'])]))).slice(2, 5)).toEqual(['step 0 subject POST A/metadata 429 rate-limited', 'after 0 subject GET A/metadata 200', 'recover 0 subject POST A/metadata 200']);
  server.hook = (seen, response) => (seen.headers['x-auth-token'] === 'old-canary' && seen.method === 'POST' ? reply(response, 401, {}) : false);
  const renewed = await run(plan([merge(['b', '1'])]));
  expect(lines(renewed).filter((one) => one.includes('POST'))).toEqual(['step 0 subject POST A/metadata 401 token-expired', 'recover 0 subject POST A/metadata 200']);
  expect(JSON.stringify(renewed)).not.toContain('canary');
  server.hook = once('POST', (_seen, response) => reply(response, 302, {}, { location: 'http://elsewhere.invalid/' }));
  expect(lines(await run(plan([merge(['c', '1'])]))).filter((one) => one.includes('POST'))).toEqual(['step 0 subject POST A/metadata 302 redirect']);
  expect(target.trouble().map(({ kind }) => kind)).toEqual(['rate-limited', 'token-expired', 'redirect']);
});

test('a target that falls silent cuts the trace short, and the next plan starts anew', async () => {
  const { run, server } = await setting({ A: {} }, { timeoutMs: 100 });
  await run(plan([]));
  server.hook = () => true;
  const trace = await run(plan([merge(['a', '1'])]));
  expect(trace.cutShort?.kind).toBe('timeout');
  expect(lines(trace)).toEqual(['start -1 subject GET A/metadata - timeout', 'recover -1 subject GET A/metadata - timeout']);
  server.hook = () => false;
  expect(await run(plan([merge(['a', '1'])]))).toMatchObject({ cutShort: null });
});

test('a request budget is kept to the request', async () => {
  const { run } = await setting();
  const trace = await run(plan([merge(['a', '1']), merge(['b', '1'])]), 4);
  expect(trace.exchanges).toHaveLength(4);
  expect(trace.cutShort?.kind).toBe('busy');
});

test('a plan whose start state is not reached is performed on what is there, and says so', async () => {
  const { run, server } = await setting();
  await run(plan([]));
  server.hook = (seen, response) => (seen.method === 'GET' ? false : reply(response, 403, {}));
  const trace = await run(plan([merge(['a', '1'])], { subject: [['other', '1']] }));
  expect(trace).toMatchObject({ cutShort: null, missedStarts: ['subject'] });
  expect(lines(trace).filter((each) => each.startsWith('step'))).toEqual(['step 0 subject POST A/metadata 403']);
  server.hook = () => false;
  expect(await run(plan([merge(['a', '1'])]))).not.toHaveProperty('missedStarts');
});

test('a target that keeps no map is soon no longer waited for', async () => {
  const { run, server } = await setting();
  server.hook = (seen, response) => (seen.method === 'GET' ? false : reply(response, 200, { metadata: {} }));
  const requests: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) requests.push((await run(plan([], { subject: [[`other-${turn}`, '1']] }))).exchanges.length);
  expect(requests.slice(0, 3).every((count) => count > 3)).toBe(true);
  expect(requests.slice(3)).toEqual([2, 2]);
});

test('a map that a write has spoilt, so that no read shows it, is replaced', async () => {
  const { run, server } = await setting();
  await run(plan([]));
  let spoilt = false;
  server.hook = (seen, response) => {
    spoilt = seen.method === 'POST' || (spoilt && seen.method !== 'PUT');
    return spoilt && reply(response, 200, { id: 'A' });
  };
  await run(plan([merge(['a', '1'])]));
  expect(await run(plan([], { subject: [['other', '1']] }))).toMatchObject({ cutShort: null });
});

test('where there is no map to be seen, no step is performed', async () => {
  const { run, server } = await setting();
  await run(plan([]));
  server.hook = (_seen, response) => reply(response, 200, { other: 1 });
  const trace = await run(plan([merge(['a', '1'])], { subject: [['other', '1']] }));
  expect(trace.cutShort).toMatchObject({ kind: 'busy', message: expect.stringContaining('start state') });
  expect(trace.exchanges.every(({ role }) => role !== 'step')).toBe(true);
});

test('hazardous plans stay off resources that must not be disturbed', async () => {
  const { run, server } = await setting({ A: { original: '1' } }, { sacrificial: false });
  const trace = await run({ ...plan([merge(['a', '1'])]), hazardous: true });
  expect(trace).toMatchObject({ exchanges: [], cutShort: { kind: 'busy' } });
  expect(server.seen.every(({ method }) => method === 'GET')).toBe(true);
});

test('a read-only target reads and never writes', async () => {
  const { run, server, target } = await setting({ A: { original: '1' } }, { readOnly: true });
  expect(lines(await run(plan([{ op: 'read', view: 'map', slot: 'subject' }])))).toEqual(['start -1 subject GET A/metadata 200', 'step 0 subject GET A/metadata 200']);
  expect(await run(plan([merge(['a', '1'])]))).toMatchObject({ cutShort: { kind: 'busy' } });
  expect(await target.close()).toMatchObject({ touched: 0 });
  expect(server.seen.every(({ method }) => method === 'GET')).toBe(true);
});

test('what stands in place of a map is recorded only where it holds nothing', async () => {
  const { server, run } = await setting({ A: { own: 'private' } });
  server.hook = (seen, response) => seen.method === 'GET' && reply(response, 200, { metadata: [{ own: 'private' }] });
  const hidden = await run(plan([]));
  expect(hidden.exchanges).toEqual([]);
  expect(hidden.cutShort?.message).toBe('The original metadata could not be read, so nothing is written to the resource: GET /v2.1/servers/A/metadata was answered with status 200 and no JSON object at /metadata.');
  server.hook = (seen, response) => seen.method === 'GET' && reply(response, 200, { metadata: null });
  expect(lines(await run(plan([])))).toEqual(['start -1 subject GET A/metadata 200']);
  expect(server.seen.filter(({ method }) => method !== 'GET')).toEqual([]);
});
