import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { staticToken } from './auth/static-token.ts';
import { openJournals } from './journal/journal.ts';
import { restoreJournals } from './journal/restore-journals.ts';
import { openRestoreConnection } from './restore-connection.ts';
import type { Restoration } from './target.ts';
import { startReferenceCloud } from './reference/cloud.ts';
import { journalDir, openOn } from './testing/open-on.ts';
import { reply, startMetadataServer } from './testing/metadata-server.ts';
import type { MetadataServer } from './testing/metadata-server.ts';
import { plan, shippedContract } from './testing/server-contract.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function serve(maps: Record<string, Record<string, string>>): Promise<MetadataServer> {
  const server = await startMetadataServer(maps);
  closing.push(() => server.close());
  return server;
}

const writing = plan([{ op: 'merge', slot: 'subject', entries: [['a', '1'], ['role', 'ours']] }]);
const original = { role: 'db', owner: 'alice' };

async function restoreFrom(dir: string, overwrite = false): Promise<Restoration> {
  const connection = openRestoreConnection({ contracts: [shippedContract('server')], tokens: { owner: staticToken('t') }, timeoutMs: 1000 });
  try {
    return await restoreJournals(dir, connection.means, { overwrite });
  } finally {
    await connection.close();
  }
}

async function runOn(server: MetadataServer, dir: string, runId = 'run-1'): Promise<Awaited<ReturnType<typeof openOn>>> {
  const target = await openOn(server.origin, { journalDir: dir, runId });
  await target.perform(target.lanes[0] as NonNullable<typeof target.lanes[0]>, writing, { kind: 'explore' }, 100);
  return target;
}

test('the original is in the journal, on disk, before the first write reaches the target', async () => {
  const server = await serve({ A: original });
  const dir = journalDir();
  const seenByFirstWrite: string[] = [];
  server.hook = ({ method }) => {
    if (method !== 'GET' && seenByFirstWrite.length === 0) seenByFirstWrite.push(readFileSync(join(dir, 'run-1.ndjson'), 'utf8'));
    return false;
  };
  await (await runOn(server, dir)).close();
  expect(JSON.parse(seenByFirstWrite[0] as string)).toMatchObject({ type: 'original', contract: 'server', resourceId: 'A', map: Object.entries(original) });
});

test('after a run the resource has exactly what it had, and no journal is left', async () => {
  const server = await serve({ A: original });
  const dir = journalDir();
  const target = await runOn(server, dir);
  expect(await target.close()).toEqual({ touched: 1, restored: 1, leftovers: 0, problems: [] });
  expect(await target.close()).toMatchObject({ touched: 1 });
  expect(Object.fromEntries(server.maps.get('A') ?? [])).toEqual(original);
  expect(readdirSync(dir)).toEqual([]);
});

test('a run that performed nothing touched nothing', async () => {
  const server = await serve({ A: original });
  const target = await openOn(server.origin);
  expect(await target.close()).toEqual({ touched: 0, restored: 0, leftovers: 0, problems: [] });
  expect(server.seen.every(({ method }) => method === 'GET')).toBe(true);
});

test('what an interrupted run left is restored from its journal alone', async () => {
  const server = await serve({ A: original });
  const dir = journalDir();
  await runOn(server, dir);
  // The process is gone: nobody closes the target.
  expect(Object.fromEntries(server.maps.get('A') ?? [])).not.toEqual(original);
  await expect(openOn(server.origin, { journalDir: dir, runId: 'run-2' })).rejects.toMatchObject({ code: 'open-journal', message: expect.stringContaining('metaconform restore') });
  expect(await restoreFrom(dir)).toEqual({ touched: 1, restored: 1, leftovers: 0, problems: [] });
  expect(Object.fromEntries(server.maps.get('A') ?? [])).toEqual(original);
  expect(readdirSync(dir)).toEqual([]);
  expect(await restoreFrom(dir)).toMatchObject({ touched: 0 });
  await (await openOn(server.origin, { journalDir: dir, runId: 'run-2' })).close();
});

test('a target that will not take the original back leaves the journal open and says so without the original', async () => {
  const server = await serve({ A: original });
  const dir = journalDir();
  const target = await runOn(server, dir);
  server.hook = (seen, response) => (seen.method === 'GET' ? false : reply(response, 403, {}));
  const restoration = await target.close();
  expect(restoration).toMatchObject({ touched: 1, restored: 0, leftovers: 2 });
  expect(restoration.problems.join()).not.toMatch(/alice|owner/);
  expect(await openJournals(dir)).toHaveLength(1);
  expect(await restoreFrom(dir)).toMatchObject({ touched: 1, restored: 0 });
  server.hook = () => false;
  expect(await restoreFrom(dir)).toMatchObject({ restored: 1 });
  expect(Object.fromEntries(server.maps.get('A') ?? [])).toEqual(original);
});

test.each([['a key of somebody else', 'theirs'], ['an original key with another value', 'owner']])('%s keeps a restoration away, until it is told to overwrite', async (_name, key) => {
  const server = await serve({ A: original });
  const dir = journalDir();
  await runOn(server, dir);
  server.maps.get('A')?.set(key, 'later');
  const now = Object.fromEntries(server.maps.get('A') ?? []);
  expect(await restoreFrom(dir)).toEqual({ touched: 1, restored: 0, leftovers: 0, problems: [expect.stringMatching(new RegExp(`"${key}" is neither as before the run nor of the run.*--overwrite`))] });
  expect(Object.fromEntries(server.maps.get('A') ?? [])).toEqual(now);
  expect(await restoreFrom(dir, true)).toMatchObject({ restored: 1 });
  expect(Object.fromEntries(server.maps.get('A') ?? [])).toEqual(original);
});

test('a resource that cannot be read stays in the journal, and why is told', async () => {
  const server = await serve({ A: original });
  const dir = journalDir();
  await runOn(server, dir);
  server.hook = (_seen, response) => reply(response, 401, {});
  expect(await restoreFrom(dir)).toEqual({ touched: 1, restored: 0, leftovers: 0, problems: [expect.stringMatching(/Got: 401/)] });
  expect(await openJournals(dir)).toHaveLength(1);
});

test('a target that shows writes late is waited for', async () => {
  const server = await serve({ A: original });
  const shown = new Map(server.maps.get('A'));
  let written = 0;
  server.hook = (seen, response) => {
    if (seen.method !== 'GET') written = performance.now();
    const late = performance.now() - written < 1200;
    if (!late) { shown.clear(); for (const [key, value] of server.maps.get('A') ?? []) shown.set(key, value); }
    return seen.method === 'GET' && seen.url.endsWith('/metadata') ? reply(response, 200, { metadata: Object.fromEntries(shown) }) : false;
  };
  const target = await runOn(server, journalDir());
  expect(await target.close()).toEqual({ touched: 1, restored: 1, leftovers: 0, problems: [] });
  expect(Object.fromEntries(server.maps.get('A') ?? [])).toEqual(original);
});

test('a target without replace for the original is restored pair by pair', async () => {
  const server = await serve({ A: original });
  const target = await runOn(server, journalDir());
  server.hook = (seen, response) => (seen.method === 'PUT' && seen.url.endsWith('/metadata') ? reply(response, 403, {}) : false);
  expect(await target.close()).toEqual({ touched: 1, restored: 1, leftovers: 0, problems: [] });
  expect(Object.fromEntries(server.maps.get('A') ?? [])).toEqual(original);
});

test('a provider\'s key that cannot be removed is neither a leftover nor in the way', async () => {
  const server = await serve({ A: { ...original, provider: 'x' } });
  server.hook = (seen, response) => {
    if (seen.method === 'DELETE' && seen.url.endsWith('/provider')) return reply(response, 403, {});
    if (seen.method !== 'PUT' || !seen.url.endsWith('/metadata')) return false;
    const map = new Map([['provider', 'x'], ...Object.entries((JSON.parse(seen.body) as { metadata: Record<string, string> }).metadata)]);
    server.maps.set('A', map);
    return reply(response, 200, { metadata: Object.fromEntries(map) });
  };
  const target = await runOn(server, journalDir());
  expect(await target.close()).toEqual({ touched: 1, restored: 1, leftovers: 0, problems: [] });
  expect(Object.fromEntries(server.maps.get('A') ?? [])).toEqual({ ...original, provider: 'x' });
});

test('an original that the contract could not send back keeps the run away', async () => {
  const server = await serve({ A: { ok: '1', secretive: 'x'.repeat(256) } });
  const refusal = await openOn(server.origin).catch((error: unknown) => error as Error & { code: string });
  expect(refusal).toMatchObject({ code: 'not-restorable' });
  expect((refusal as Error).message).not.toMatch(/secretive|xxx/);
  expect(server.seen.every(({ method }) => method === 'GET')).toBe(true);
});

test.each([
  ['a limit of items that was lowered since', /Written back as it is, 2 of its 2 pairs were refused/, () => true],
  ['a pair that somebody guards', /1 of its 2 pairs were refused.*guard/, (seen: { body: string }) => seen.body.includes('owner')],
])('a map that the target does not take back keeps the run away, and is as it was: %s', async (_name, message, refuses) => {
  const server = await serve({ A: original });
  server.hook = (seen, response) => (seen.method !== 'GET' && (seen.method === 'DELETE' || refuses(seen)) ? reply(response, 403, {}) : false);
  const dir = journalDir();
  const target = await openOn(server.origin, { journalDir: dir, sacrificial: false });
  await expect(target.secure(target.lanes)).rejects.toMatchObject({ code: 'not-restorable', message: expect.stringMatching(message) });
  expect(await target.close()).toMatchObject({ touched: 1, restored: 1, leftovers: 0 });
  expect(Object.fromEntries(server.maps.get('A') ?? [])).toEqual(original);
  expect(readdirSync(dir)).toEqual([]);
});

test('what secures a resource writes nothing but what is there, once, and nothing where nothing is', async () => {
  const server = await serve({ A: original, B: {} });
  const target = await openOn(server.origin, { resources: [{ kind: 'server', id: 'A' }, { kind: 'server', id: 'B' }] });
  await target.secure(target.lanes);
  await target.secure(target.lanes);
  const writes = server.seen.filter(({ method }) => method !== 'GET');
  expect(writes.map(({ method, body }) => [method, JSON.parse(body) as unknown])).toEqual([['PUT', { metadata: original }]]);
  expect(await target.close()).toMatchObject({ touched: 2, restored: 2, leftovers: 0, problems: [] });
});

test('a pair that somebody guards may be lost where the resource is sacrificial', async () => {
  const server = await serve({ A: original });
  server.hook = (seen, response) => (seen.method !== 'GET' && seen.body.includes('owner') ? reply(response, 403, {}) : false);
  const target = await openOn(server.origin, { sacrificial: true });
  await target.secure(target.lanes);
  expect(await target.close()).toMatchObject({ restored: 1 });
});

test('plans that are under way when the target is closed end first', async () => {
  const server = await serve({ A: original });
  const target = await openOn(server.origin);
  const lane = target.lanes[0] as NonNullable<typeof target.lanes[0]>;
  const performing = target.perform(lane, writing, { kind: 'explore' }, 100);
  const restoration = await target.close();
  expect((await performing).cutShort?.kind).toBe('busy');
  expect(restoration).toMatchObject({ leftovers: 0, problems: [] });
  expect(Object.fromEntries(server.maps.get('A') ?? [])).toEqual(original);
});

test('a key that the API cannot remove is reported, and counts as restored on a sacrificial resource only', async () => {
  for (const sacrificial of [true, false]) {
    const cloud = await startReferenceCloud();
    closing.push(() => cloud.close());
    const target = await openOn(cloud.url, {
      contracts: [shippedContract('aggregate')], resources: [{ kind: 'aggregate', id: cloud.resources['aggregate']?.[0] ?? '' }], tokens: { owner: staticToken(cloud.tokens.admin) }, sacrificial,
    });
    const zone = plan([{ op: 'merge', slot: 'subject', entries: [['availability_zone', 'nova'], ['a', '1']] }], { subject: [] });
    await target.perform(target.lanes[0] as NonNullable<typeof target.lanes[0]>, zone, { kind: 'explore' }, 100);
    expect(await target.close()).toEqual({ touched: 1, restored: sacrificial ? 1 : 0, leftovers: sacrificial ? 0 : 1, problems: [expect.stringContaining('availability_zone')] });
  }
});

test('an original that a server may take or refuse is left to the target to decide', async () => {
  const odd = { ' padded key ': '1', ok: '2' };
  const server = await serve({ A: odd });
  const target = await openOn(server.origin, { sacrificial: false });
  await target.secure(target.lanes);
  await target.perform(target.lanes[0] as NonNullable<typeof target.lanes[0]>, writing, { kind: 'explore' }, 100);
  expect(await target.close()).toEqual({ touched: 1, restored: 1, leftovers: 0, problems: [] });
  expect(Object.fromEntries(server.maps.get('A') ?? [])).toEqual(odd);
});
