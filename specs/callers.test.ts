import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { findContracts } from '../contracts/find-contracts.ts';
import { type ReferenceCloud, startReferenceCloud } from '../targets/reference/cloud.ts';
import { openCallers, optionsOver } from './callers.ts';
import { openRunTarget } from './open-run-target.ts';
import { optionsOfArgv, toArgv } from './run-argv.ts';
import { isRemote, parseRunConfig, type RawOptions, type RunConfig } from './run-config.ts';
import { endpointsOf } from './run-endpoints.ts';

type Variables = Readonly<Record<string, string>>;

const contracts = findContracts();
let cloud: ReferenceCloud | null = null;

afterEach(async () => {
  await cloud?.close();
  cloud = null;
});

function configFile(clouds: unknown): Variables {
  const path = join(mkdtempSync(join(tmpdir(), 'metaconform-')), 'clouds.yaml');
  writeFileSync(path, JSON.stringify({ clouds }));
  return { OS_CLIENT_CONFIG_FILE: path };
}

function settings(user: 'owner' | 'admin' | 'stranger', more: object = {}): object {
  const { name, password, project } = cloud!.users[user];
  return { auth: { auth_url: cloud!.authUrl, username: name, password, project_name: project }, ...more };
}

async function start(more: object = {}): Promise<Variables> {
  cloud = await startReferenceCloud();
  return configFile({ owner: settings('owner', more), admin: settings('admin'), stranger: settings('stranger') });
}

const endpoints = async (config: RunConfig): ReturnType<typeof endpointsOf> => endpointsOf(config, openCallers(config, 5000), contracts);
const server = (): string => `server=${cloud!.resources['server']?.[0]}`;

test('clouds alone open a target: tokens, endpoints and project come from Keystone', async () => {
  const variables = await start();
  const config = parseRunConfig({ osCloud: 'owner', adminOsCloud: 'admin', strangerOsCloud: 'stranger', resource: [server(), `aggregate=${cloud!.resources['aggregate']?.[0]}`] }, variables);
  const { target } = await openRunTarget(config, contracts, 'callers-test');
  await target.close();
  expect(target.lanes.map(({ contract }) => contract.id)).toEqual(['aggregate', 'server']);
  expect(target.lanes.find(({ contract }) => contract.id === 'server')?.callers).toEqual(expect.arrayContaining(['owner', 'admin', 'stranger']));
  expect((await endpoints(config)).projectId).toBe(cloud!.users.owner.projectId);
});

test('a given endpoint wins over an override, and that over the catalog', async () => {
  const variables = await start({ compute_endpoint_override: 'http://override/v2.1' });
  const config = (more: RawOptions): RunConfig => parseRunConfig({ osCloud: 'owner', resource: [server()], ...more }, variables);
  expect((await endpoints(config({ endpoint: ['compute=http://given'] }))).endpoints).toMatchObject({ compute: 'http://given' });
  expect((await endpoints(config({ endpoint: ['http://all'] }))).endpoints).toEqual({ '*': 'http://all' });
  expect((await endpoints(config({}))).endpoints['compute']).toBe('http://override/v2.1');
  expect((await endpoints(config({ osCloud: undefined, adminOsCloud: 'admin' }))).endpoints['compute']).toContain(cloud!.url);
});

test('a region without the service is told with those that have it', async () => {
  const variables = await start({ region_name: 'Nowhere' });
  const config = parseRunConfig({ osCloud: 'owner', resource: [server()] }, variables);
  await expect(endpoints(config)).rejects.toThrow(/no endpoint of the service compute for contract \w+.*region Nowhere.*public in region RegionOne.*--endpoint compute=URL/);
});

const CLOUDS = { a: { auth: { auth_url: 'http://h', username: 'u', password: 'CANARY' } } };
const OPENRC: Variables = { OS_AUTH_URL: 'http://h', OS_USERNAME: 'u', OS_PASSWORD: 'CANARY' };

test('variables of the openstack client count only when the call names a target', () => {
  expect(isRemote(parseRunConfig({}, OPENRC))).toBe(false);
  expect(isRemote(parseRunConfig({ resource: ['server=1'] }, OPENRC))).toBe(true);
  expect(parseRunConfig({ resource: ['server=1'], endpoint: ['http://e'], token: 'T' }, OPENRC).clouds).toEqual({});
  expect(parseRunConfig({ resource: ['server=1'] }, { ...OPENRC, ...configFile(CLOUDS), OS_CLOUD: 'a' }).osCloud).toBe('a');
});

test('what is said later of a caller takes back what was said before, and of no other', () => {
  expect(optionsOver({ token: 'T', adminToken: 'A', seed: '1' }, { osCloud: 'a' })).toEqual({ adminToken: 'A', seed: '1', osCloud: 'a' });
  expect(optionsOver({ osCloud: 'a', strangerOsCloud: 's' }, { token: 'T' })).toEqual({ strangerOsCloud: 's', token: 'T' });
});

test('the recorded call names the clouds and says nothing of what they hold', () => {
  const variables = configFile(CLOUDS);
  const config = parseRunConfig({ osCloud: 'a', strangerOsCloud: 'a', resource: ['server=1'], seed: '1' }, variables);
  expect(toArgv(config).join(' ')).toContain('--os-cloud a --stranger-os-cloud a');
  expect(JSON.stringify([toArgv(config), config])).not.toContain('CANARY');
  expect(parseRunConfig(optionsOfArgv(toArgv(config)), variables)).toEqual(config);
});

test.each<readonly [string, RawOptions, RegExp]>([
  ['a token and a cloud', { osCloud: 'a', token: 'T', resource: ['server=1'] }, /--token and --os-cloud both/],
  ['no resource', { osCloud: 'a' }, /--os-cloud needs at least one --resource/],
  ['a fault', { osCloud: 'a', resource: ['server=1'], fault: 'x' }, /--fault cannot be used with --os-cloud/],
  ['a stranger alone', { strangerOsCloud: 'a' }, /--stranger-os-cloud needs --endpoint or --os-cloud/],
  ['no such cloud', { osCloud: 'b', resource: ['server=1'] }, /no cloud "b"/],
])('%s is refused', (_name, given, message) => {
  expect(() => parseRunConfig(given, configFile(CLOUDS))).toThrow(message);
});
