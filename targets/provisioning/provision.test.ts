import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { findContracts } from '../../contracts/find-contracts.ts';
import type { Step } from '../../generators/plan.ts';
import { staticToken } from '../auth/static-token.ts';
import { openJournals } from '../journal/journal.ts';
import { parseJournal } from '../journal/journal-line.ts';
import { restoreJournals } from '../journal/restore-journals.ts';
import { openTarget } from '../open-target.ts';
import { ask } from '../reference/ask.ts';
import { startReferenceCloud } from '../reference/cloud.ts';
import type { ReferenceCloud, ReferenceCloudOptions } from '../reference/cloud.ts';
import { openRestoreConnection } from '../restore-connection.ts';
import type { Restoration, Target } from '../target.ts';
import type { TargetConfig } from '../target-config.ts';
import { journalDir } from '../testing/open-on.ts';
import { plan } from '../testing/server-contract.ts';

const contracts = findContracts();
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function start(options: ReferenceCloudOptions = {}): Promise<ReferenceCloud> {
  const cloud = await startReferenceCloud({ contracts, buildMs: 20, ...options });
  closing.push(() => cloud.close());
  return cloud;
}

function tokensOf({ tokens }: ReferenceCloud): TargetConfig['tokens'] {
  return { owner: staticToken(tokens.owner), admin: staticToken(tokens.admin) };
}

function configOn(cloud: ReferenceCloud, more: Partial<TargetConfig> = {}): TargetConfig {
  return {
    contracts, endpoints: cloud.endpoints, tokens: tokensOf(cloud), resources: [], sacrificial: false, kind: 'remote', timeoutMs: 5000, journalDir: journalDir(),
    runId: '1a2b3c4d-run', projectId: cloud.users.owner.projectId, provision: { contracts: contracts.map(({ id }) => id), flavor: null, image: null, network: null }, ...more,
  };
}

const LISTS = [['server', '/v2.1/servers', 'servers'], ['image', '/image/v2/images', 'images'], ['aggregate', '/v2.1/os-aggregates', 'aggregates'], ['flavor', '/v2.1/flavors?is_public=None', 'flavors'], ['volume', '/block-storage/v3/PROJECT/volumes', 'volumes'], ['snapshot', '/block-storage/v3/PROJECT/snapshots', 'snapshots']] as const;

/** Names of everything of ours in the cloud. */
async function ours(cloud: ReferenceCloud): Promise<readonly string[]> {
  const all = await Promise.all(LISTS.map(async ([kind, path, member]) => {
    const { json } = await ask(cloud, 'GET', path.replace('PROJECT', cloud.users.owner.projectId), { token: kind === 'aggregate' || kind === 'flavor' ? cloud.tokens.admin : cloud.tokens.owner });
    return (json as Record<string, { name: string }[]>)[member]!.map(({ name }) => name);
  }));
  return all.flat().filter((name) => name.startsWith('metaconform-'));
}

async function performOn(target: Target, kind: string, steps: readonly Step[]): Promise<void> {
  const lane = target.lanes.find(({ contract }) => contract.id === kind);
  if (lane === undefined) throw new Error(`no lane for ${kind}`);
  await target.perform(lane, { ...plan(steps, {}), contract: kind }, { kind: 'explore' }, 200);
}

async function restoreFrom(dir: string, cloud: ReferenceCloud): Promise<Restoration> {
  const connection = openRestoreConnection({ contracts, tokens: tokensOf(cloud), timeoutMs: 5000 });
  try {
    return await restoreJournals(dir, connection.means);
  } finally {
    await connection.close();
  }
}

describe('what nobody named is made', () => {
  test('two of each kind, shared by the contracts that speak of it, ready, to be disturbed, and gone in the end', async () => {
    const cloud = await start();
    const config = configOn(cloud);
    const target = await openTarget(config);
    const lanes = Object.fromEntries(target.lanes.map(({ contract, slots, sacrificial }) => [contract.id, [...slots, sacrificial]]));
    expect(lanes).toEqual(Object.fromEntries(['aggregate', 'ecs', 'flavor', 'image', 'server', 'snapshot', 'volume'].map((id) => [id, ['subject', 'bystander', true]])));
    const idsOf = (kind: string): unknown => target.lanes.find(({ contract }) => contract.id === kind)?.resourceIds;
    expect(idsOf('ecs')).toEqual(idsOf('server'));
    expect((await ours(cloud)).length).toBe(12);
    await performOn(target, 'server', [{ op: 'merge', slot: 'subject', entries: [['a', '1']] }]);
    expect(await target.close()).toEqual({ touched: 12, restored: 12, leftovers: 0, problems: [] });
    expect(await ours(cloud)).toEqual([]);
    expect(readdirSync(config.journalDir)).toEqual([]);
  });

  test('only what is missing, beside what is named, which is not disturbed', async () => {
    const cloud = await start();
    const [named = ''] = cloud.resources['server'] ?? [];
    const target = await openTarget(configOn(cloud, { resources: [{ kind: 'server', id: named }], provision: { contracts: ['server'], flavor: null, image: null, network: null } }));
    const [lane] = target.lanes;
    expect(lane?.resourceIds.subject).toBe(named);
    expect(lane?.slots).toEqual(['subject', 'bystander']);
    expect(lane?.sacrificial).toBe(false);
    expect((await ours(cloud)).map((name) => name.split('-').at(-2))).toEqual(['server']);
    expect(target.notApplicable.find(({ contract }) => contract === 'image')?.reason).toBe('needs a resource: --resource image=ID');
    await target.close();
    expect(await ours(cloud)).toEqual([]);
  });

  test('what cannot be made is told, and the rest goes on', async () => {
    const cloud = await start();
    const { image: _, 'block-storage': __, ...endpoints } = cloud.endpoints;
    const target = await openTarget(configOn(cloud, { endpoints, tokens: { owner: staticToken(cloud.tokens.owner) }, provision: { contracts: contracts.map(({ id }) => id), flavor: '84', image: 'an-image', network: null } }));
    const reasonOf = (kind: string): string | undefined => target.notApplicable.find(({ contract }) => contract === kind)?.reason;
    expect(reasonOf('aggregate')).toMatch(/--resource aggregate=ID; none could be made: 403/);
    expect(reasonOf('image')).toContain('the target offers no service image to make it in');
    expect(target.lanes.map(({ contract }) => contract.id)).toEqual(['ecs', 'server']);
    await target.close();
    await expect(openTarget(configOn(cloud, { endpoints, tokens: { owner: staticToken(cloud.tokens.reader) } }))).rejects.toMatchObject({ code: 'config', message: expect.stringMatching(/none could be made: .*aggregate: 403/) });
  });

  test('a wrong name shows before anything is made; a stop meanwhile leaves nothing', async () => {
    const cloud = await start({ buildMs: 60_000 });
    await expect(openTarget(configOn(cloud, { resources: [{ kind: 'server', id: 'no-such-server' }] }))).rejects.toMatchObject({ name: 'TargetError' });
    expect(await ours(cloud)).toEqual([]);
    const controller = new AbortController();
    const config = configOn(cloud, { signal: controller.signal });
    const opening = openTarget(config);
    await expect.poll(async () => (await ours(cloud)).length).toBeGreaterThan(0);
    controller.abort();
    await expect(opening).rejects.toMatchObject({ code: 'interrupted' });
    expect(await ours(cloud)).toEqual([]);
    expect(readdirSync(config.journalDir)).toEqual([]);
  });

  test('an aggregate with hosts is never tried, named or not', async () => {
    const cloud = await start({ faults: [{ id: 'with-hosts', title: '', cites: 'plausible', catalogue: 'tolerated', kind: 'tolerated', expected: [], change: (parts) => ({ view: (context, resource, metadata) => parts.view(context, resource.kind === 'compute/aggregate' ? { ...resource, traits: new Map([...resource.traits, ['hosts', ['compute-1']]]) } : resource, metadata) }) }] });
    await expect(openTarget(configOn(cloud, { sacrificial: true, resources: [{ kind: 'aggregate', id: '1' }] }))).rejects.toMatchObject({ code: 'in-use', message: expect.stringContaining('has 1 host') });
  });
});

describe('what a killed run has made', () => {
  test('is removed by its journal, locked or not, also where only the name is known', async () => {
    const cloud = await start();
    const config = configOn(cloud);
    const target = await openTarget(config);
    const lane = target.lanes.find(({ contract }) => contract.id === 'server');
    await ask(cloud, 'POST', `/v2.1/servers/${lane?.resourceIds.subject}/action`, { body: { lock: null } });
    const file = join(config.journalDir, `${config.runId}.ndjson`);
    const lines = parseJournal(readFileSync(file, 'utf8'));
    expect(lines.map(({ type }) => type)).not.toContain('original');
    // As if the answers to half of the creations had not come.
    writeFileSync(file, lines.filter((line, index) => line.type !== 'created' || index % 2 === 0).map((line) => `${JSON.stringify(line)}\n`).join(''));
    expect(await restoreFrom(config.journalDir, cloud)).toEqual({ touched: 12, restored: 12, leftovers: 0, problems: [] });
    expect(await ours(cloud)).toEqual([]);
    expect(await openJournals(config.journalDir)).toEqual([]);
  });

  test('is left alone where its id has become somebody else\'s', async () => {
    const cloud = await start();
    const config = configOn(cloud, { provision: { contracts: ['aggregate'], flavor: null, image: null, network: null } });
    const target = await openTarget(config);
    const id = target.lanes[0]?.resourceIds.subject ?? '';
    await ask(cloud, 'PUT', `/v2.1/os-aggregates/${id}`, { token: cloud.tokens.admin, body: { aggregate: { name: 'production' } } });
    const { restored, leftovers, problems } = await restoreFrom(config.journalDir, cloud);
    expect([restored, leftovers]).toEqual([1, 1]);
    expect(problems[0]).toMatch(/is called "production" now, which is no name of ours: left alone/);
    expect((await ask(cloud, 'GET', `/v2.1/os-aggregates/${id}`, { token: cloud.tokens.admin })).status).toBe(200);
  });
});
