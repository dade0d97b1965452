import { expect, test } from 'vitest';
import { findContracts } from '../../contracts/find-contracts.ts';
import { ask } from './ask.ts';
import { startReferenceCloud } from './cloud.ts';
import type { ReferenceCloud } from './cloud.ts';
import type { Fault } from './fault.ts';
import { findFaults } from './find-faults.ts';

const contracts = findContracts();

function fault(id: string, parts: Pick<Fault, 'change'> & Partial<Fault>): Fault {
  return { id, title: id, cites: 'plausible', catalogue: id, kind: 'fault', expected: [], ...parts };
}

async function withCloud<T>(faults: readonly Fault[], use: (cloud: ReferenceCloud) => Promise<T>): Promise<T> {
  const cloud = await startReferenceCloud({ contracts, faults });
  try {
    return await use(cloud);
  } finally {
    await cloud.close();
  }
}

/** Merge {a} and then {b} on a kind, and read. */
async function twoMerges(cloud: ReferenceCloud, kind: 'servers' | 'images'): Promise<unknown> {
  const path = `/v2.1/${kind}/${cloud.resources[kind.slice(0, -1)]![0]!}/metadata`;
  for (const key of ['a', 'b']) await ask(cloud, 'POST', path, { body: { metadata: { [key]: '1' } } });
  return (await ask(cloud, 'GET', path)).json;
}

const both = { metadata: { a: '1', b: '1' } };

test('a fault stays within the contracts it names, through any of those that share a resource', async () => {
  for (const [named, servers, images] of [[['image'], both, { metadata: { b: '1' } }], [['ecs'], { metadata: { b: '1' } }, both]] as const) {
    const faults = [fault('f', { contracts: named, change: (parts) => ({ merge: parts.replace }) })];
    expect(await withCloud(faults, async (cloud) => [await twoMerges(cloud, 'servers'), await twoMerges(cloud, 'images')])).toEqual([servers, images]);
  }
});

test('a fault stays within the effects it names', async () => {
  const faults = [fault('f', { effects: ['replace'], change: () => ({ commit: async () => { await Promise.resolve(); } }) })];
  await withCloud(faults, async (cloud) => {
    const path = `/v2.1/servers/${cloud.resources['server']![0]!}/metadata`;
    await ask(cloud, 'POST', path, { body: { metadata: { a: '1' } } });
    await ask(cloud, 'PUT', path, { body: { metadata: {} } });
    expect((await ask(cloud, 'GET', path)).json).toEqual({ metadata: { a: '1' } });
  });
});

test('what a page shows is scoped by the kind of the resource', async () => {
  const faults = [fault('f', { contracts: ['server'], change: () => ({ view: (_context, resource) => new Map([[resource.name, 'gone']]) }) })];
  await withCloud(faults, async (cloud) => {
    expect((await ask(cloud, 'GET', `/v2.1/servers/${cloud.resources['server']![0]!}`)).json).toEqual({ s1: 'gone' });
    expect((await ask(cloud, 'GET', `/v2.1/images/${cloud.resources['image']![0]!}`)).json).toHaveProperty('image');
  });
});

test('faults compose: the later one wraps the earlier one', async () => {
  const append = (text: string): Fault => fault(text, { change: (parts) => ({ present: (context) => new Map([...parts.present(context), [text, 'x']]) }) });
  await withCloud([append('one'), append('two')], async (cloud) => {
    expect((await ask(cloud, 'GET', `/v2.1/servers/${cloud.resources['server']![0]!}/metadata`)).json).toEqual({ metadata: { one: 'x', two: 'x' } });
  });
});

test('what a part did not foresee is a 500, and the cloud goes on', async () => {
  const faults = [fault('f', { effects: ['upsert'], change: () => ({ upsert: () => { throw new TypeError('boom'); } }) })];
  await withCloud(faults, async (cloud) => {
    const path = `/v2.1/servers/${cloud.resources['server']![0]!}/metadata`;
    const answer = await ask(cloud, 'PUT', `${path}/a`, { body: { meta: { a: '1' } } });
    expect([answer.status, answer.text.includes('boom')]).toEqual([500, false]);
    expect((await ask(cloud, 'POST', path, { body: { metadata: { a: '1' } } })).status).toBe(200);
  });
});

test('faults are found by their files', async () => {
  const ids = (await findFaults()).map(({ id }) => id);
  expect(ids).toEqual(ids.toSorted());
  expect(ids).toEqual(expect.arrayContaining(['merge-replaces', 'lost-update']));
});

test('a fault that breaks while it refuses is a server error, and not silence', async () => {
  const faults = [fault('f', { change: (parts) => ({ respondError: (context, refusal) => { if (context !== null) throw new Error('broken'); return parts.respondError(context, refusal); } }) })];
  expect(await withCloud(faults, async (cloud) => (await ask(cloud, 'GET', '/v2.1/nothing')).status)).toBe(500);
});
