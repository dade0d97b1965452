import { afterAll, beforeAll, expect, test } from 'vitest';
import { findContracts } from '../contracts/find-contracts.ts';
import { ask } from '../targets/reference/ask.ts';
import { startReferenceCloud, type ReferenceCloud } from '../targets/reference/cloud.ts';
import { provisionedName } from '../targets/provisioning/provisioned-name.ts';
import { callCommandLine } from './command-line.fixture.ts';

let cloud: ReferenceCloud;
const OLD = '1a2b3c4d-0000-4000-8000-000000000000';
const YOUNG = '5e6f7a8b-0000-4000-8000-000000000000';

async function makeServer(name: string): Promise<void> {
  await ask(cloud, 'POST', '/v2.1/servers', { body: { server: { name, flavorRef: '42', imageRef: 'x', networks: 'none' } } });
}

async function names(): Promise<readonly string[]> {
  const servers = (await ask(cloud, 'GET', '/v2.1/servers')).json as { servers: { name: string }[] };
  const aggregates = (await ask(cloud, 'GET', '/v2.1/os-aggregates', { token: cloud.tokens.admin })).json as { aggregates: { name: string }[] };
  return [...servers.servers, ...aggregates.aggregates].map(({ name }) => name).filter((name) => name.includes('metaconform'));
}

beforeAll(async () => {
  cloud = await startReferenceCloud({ contracts: findContracts() });
  const [old, now] = [new Date(Date.now() - 7_200_000), new Date()];
  await makeServer(provisionedName(OLD, old, 'server', 1));
  await makeServer(provisionedName(YOUNG, now, 'server', 1));
  await makeServer('metaconform-of-alice');
  await ask(cloud, 'POST', '/v2.1/os-aggregates', { token: cloud.tokens.admin, body: { aggregate: { name: provisionedName(OLD, old, 'aggregate', 1) } } });
});

afterAll(async () => { await cloud.close(); });

function call(...more: readonly string[]): ReturnType<typeof callCommandLine> {
  const endpoints = ['compute', 'image', 'block-storage'].flatMap((type) => ['--endpoint', `${type}=${cloud.endpoints[type]}`]);
  return callCommandLine(['restore', '--provisioned', ...endpoints, ...more], { variables: { METACONFORM_TOKEN: cloud.tokens.owner, METACONFORM_ADMIN_TOKEN: cloud.tokens.admin } });
}

test('what runs have made is found by its name; the young is left alone unless its run is named; what only looks like it stays', async () => {
  const all = await names();
  const listed = await call('--list');
  expect(listed).toMatchObject({ code: 0, err: '' });
  expect(listed.out).toMatch(/server \S+ metaconform-\d{8}T\d{6}Z-5e6f7a8b-server-1, left alone: younger than an hour.*--run 5e6f7a8b/);
  expect(listed.out).not.toContain('alice');
  expect(await names()).toEqual(all);
  const removed = await call();
  expect(removed).toMatchObject({ code: 0, err: '' });
  expect(removed.out).toMatch(/removed server metaconform-\S+-1a2b3c4d-server-1/);
  expect(removed.out).toMatch(/removed aggregate metaconform-\S+-1a2b3c4d-aggregate-1/);
  expect(await names()).toEqual(all.filter((name) => !name.includes('1a2b3c4d')));
  expect((await call('--run', YOUNG)).code).toBe(0);
  expect(await names()).toEqual(['metaconform-of-alice']);
  expect((await call()).out).toBe('nothing that a run has made was found\n');
}, 60_000);

test('without a cloud to look in it says what is missing', async () => {
  const { code, err } = await callCommandLine(['restore', '--provisioned'], { variables: { METACONFORM_TOKEN: 'T' } });
  expect([code, err]).toEqual([3, expect.stringMatching(/--provisioned looks through lists of the cloud: give --os-cloud NAME, or --endpoint/)]);
});
