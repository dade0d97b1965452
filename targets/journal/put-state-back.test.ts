import { readdirSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { staticToken } from '../auth/static-token.ts';
import { ask } from '../reference/ask.ts';
import { startReferenceCloud } from '../reference/cloud.ts';
import type { ReferenceCloud } from '../reference/cloud.ts';
import type { Fault } from '../reference/fault.ts';
import { openRestoreConnection } from '../restore-connection.ts';
import { journalDir, openOn } from '../testing/open-on.ts';
import { plan, shippedContract } from '../testing/server-contract.ts';
import { appendLine, openJournals } from './journal.ts';
import { restoreJournals } from './restore-journals.ts';
import { stateJournal } from './state-journal.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function start(faults: readonly Fault[] = []): Promise<{ readonly cloud: ReferenceCloud; readonly id: string; readonly seen: () => Promise<unknown> }> {
  const cloud = await startReferenceCloud({ faults });
  closing.push(() => cloud.close());
  const [id = ''] = cloud.resources['server'] ?? [];
  const seen = async (): Promise<unknown> => {
    const { server } = (await ask(cloud, 'GET', `/v2.1/servers/${id}`, { headers: { 'openstack-api-version': 'compute 2.9' } })).json as { server: Record<string, unknown> };
    return [server['OS-EXT-STS:vm_state'], server['OS-EXT-STS:task_state'], server['locked'], server['metadata']];
  };
  await ask(cloud, 'PUT', `/v2.1/servers/${id}/metadata`, { body: { metadata: { owner: 'alice' } } });
  return { cloud, id, seen };
}

const ASKED = ['lock', 'pause', 'suspend', 'stop', 'shelve', 'rescue'];

test.each([...ASKED.map((action) => [action, true] as const), ['pause', false] as const, ['lock', false] as const])('killed at %s, which had been asked for: %s', async (id, isAsked) => {
  const { cloud, id: server, seen } = await start();
  const before = await seen();
  const [dir, path] = [journalDir(), `/v2.1/servers/${server}`];
  const place = { contract: 'server', resource: `${cloud.url} compute/server/${server}`, resourceId: server, origin: cloud.url, prefix: '/v2.1' };
  await appendLine(dir, 'killed', { type: 'original', schemaVersion: 1, runId: 'killed', ...place, map: [['owner', 'alice']], permanent: [], at: new Date().toISOString() });
  await ask(cloud, 'POST', `${path}/metadata`, { body: { metadata: { ours: '1' } } });
  await stateJournal(dir, 'killed').away({ ...place, action: id, before: 'active' });
  const action = shippedContract('server').preconditions?.actions.find((each) => each.id === id);
  if (isAsked) expect((await ask(cloud, 'POST', `${path}/action`, { body: action?.body as object })).status).toBeLessThan(300);
  const connection = openRestoreConnection({ contracts: [shippedContract('server')], tokens: { owner: staticToken(cloud.tokens.owner) }, timeoutMs: 5000 });
  closing.push(() => connection.close());
  expect(await restoreJournals(dir, connection.means)).toEqual({ touched: 1, restored: 1, leftovers: 0, problems: [] });
  expect(await seen()).toEqual(before);
  expect(readdirSync(dir)).toEqual([]);
});

/** Resets the connection of state actions while it is closed. */
function gate(): Fault & { open: boolean } {
  const fault: Fault & { open: boolean } = {
    open: true, id: 'gate', title: '', cites: 'plausible', catalogue: 'tolerated', kind: 'tolerated', expected: [],
    change: (parts) => ({ meet: async (head, cloud) => (!fault.open && head.method === 'POST' && head.target.endsWith('/action') ? 'reset' : parts.meet(head, cloud)) }),
  };
  return fault;
}

test('a state that could not be taken back stays noted down, and is taken back before the metadata', async () => {
  const doors = gate();
  const { cloud, id, seen } = await start([doors]);
  const before = await seen();
  const dir = journalDir();
  const target = await openOn(cloud.url, { journalDir: dir, resources: [{ kind: 'server', id }], tokens: { owner: staticToken(cloud.tokens.owner) } });
  const locking = plan([{ op: 'action', slot: 'subject', action: 'lock', undo: false }, { op: 'read', slot: 'subject', view: 'map' }]);
  const performing = target.perform(target.lanes[0] as NonNullable<typeof target.lanes[0]>, locking, { kind: 'explore' }, 100);
  await expect.poll(async () => (await seen() as unknown[])[2], { interval: 1 }).toBe(true).catch(() => undefined);
  doors.open = false;
  await performing;
  const locked = (await seen() as unknown[])[2];
  expect((await openJournals(dir))[0]?.states.map(({ action }) => action) ?? []).toEqual(locked === true ? ['lock'] : []);
  doors.open = true;
  expect(await target.close()).toEqual({ touched: 1, restored: 1, leftovers: 0, problems: [] });
  expect(await seen()).toEqual(before);
  expect(readdirSync(dir)).toEqual([]);
});
