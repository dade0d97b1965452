import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { optionsOfArgv, toArgv } from './run-argv.ts';
import { checkKinds, checkOnly, parseRunConfig, type RawOptions } from './run-config.ts';
import { environmentOf, optionsOfEnvironment, withdrawSecrets } from './run-environment.ts';
import { RUN_OPTIONS, variableOf } from './run-options.ts';

const REMOTE: RawOptions = { endpoint: ['compute=https://c.example/v2.1/', 'http://i.example'], token: 'T0', resource: ['server=1', 'server=2'] };

test('nothing given is a run on the embedded cloud', () => {
  expect(parseRunConfig({ seed: '5' })).toEqual({
    endpoints: [], token: null, adminToken: null, strangerToken: null, osCloud: null, adminOsCloud: null, strangerOsCloud: null, clouds: {}, osCacert: null, osCert: null, osKey: null, insecure: false, resources: [], sacrificial: false, provision: null, contractFiles: [], profile: 'de-facto', seed: 5, only: null, fault: null,
    budgetRequests: 600, budgetTimeS: null, timeoutS: 30, ratePerS: null, maxInFlight: 8, dryRun: false, readOnly: false, reportDir: 'conformance-report', waiversFile: null, baselineFile: null, labels: {},
  });
});

test('endpoints, resources and labels are read', () => {
  const config = parseRunConfig({ ...REMOTE, label: ['stage=before=after'], sacrificial: 'true' });
  expect(config.endpoints).toEqual([{ service: 'compute', url: 'https://c.example/v2.1' }, { service: null, url: 'http://i.example' }]);
  expect(config.resources).toEqual([{ kind: 'server', id: '1' }, { kind: 'server', id: '2' }]);
  expect(config).toMatchObject({ labels: { stage: 'before=after' }, sacrificial: true });
});

test.each<readonly [string, RawOptions, string]>([
  ['a seed that is no number', { seed: 'x' }, 'OPTION_INVALID'], ['a seed too large', { seed: '4294967296' }, 'OPTION_INVALID'], ['a negative seed', { seed: '-1' }, 'OPTION_INVALID'],
  ['an unknown profile', { profile: 'strict' }, 'OPTION_INVALID'], ['a budget of nothing', { budgetRequests: '0' }, 'OPTION_INVALID'], ['half a request', { budgetRequests: '1.5' }, 'OPTION_INVALID'],
  ['a budget that is a word', { budgetTime: 'soon' }, 'OPTION_INVALID'], ['a resource without an id', { ...REMOTE, resource: ['server'] }, 'OPTION_INVALID'],
  ['an endpoint that is no URL', { ...REMOTE, endpoint: ['nowhere'] }, 'OPTION_INVALID'], ['an endpoint of another protocol', { ...REMOTE, endpoint: ['ftp://x'] }, 'OPTION_INVALID'],
  ['a password in an endpoint', { ...REMOTE, endpoint: ['https://u:p@x'] }, 'OPTION_INVALID'], ['a token with a line end', { ...REMOTE, token: 'a\nb' }, 'OPTION_INVALID'],
  ['a token file that is not there', { ...REMOTE, token: '@/does/not/exist' }, 'TOKEN_UNREADABLE'], ['an endpoint without a token', { ...REMOTE, token: undefined }, 'TOKEN_MISSING'],
  ['an endpoint without a resource', { ...REMOTE, resource: undefined }, 'RESOURCE_MISSING'], ['a fault for an endpoint', { ...REMOTE, fault: 'x' }, 'OPTION_CONFLICT'],
  ['a token for the embedded cloud', { token: 'T' }, 'OPTION_CONFLICT'], ['making resources in a dry run', { provision: true, osCloud: undefined, dryRun: true }, 'OPTION_CONFLICT'], ['making resources where nothing may be written', { provision: true, readOnly: true }, 'OPTION_CONFLICT'], ['an empty report folder', { report: '' }, 'OPTION_INVALID'],
])('%s is refused', (_name, given, code) => {
  expect(() => parseRunConfig(given)).toThrow(expect.objectContaining({ name: 'ConfigError', code }));
});

test('no message repeats a token or a password', () => {
  for (const given of [{ ...REMOTE, token: 'CANARY\u0001' }, { ...REMOTE, endpoint: ['https://u:CANARY@x'] }]) expect(() => parseRunConfig(given)).not.toThrow(/CANARY/);
});

test('a token may stand in a file', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'metaconform-')), 'token');
  writeFileSync(file, 'T1\n');
  expect(parseRunConfig({ ...REMOTE, token: `@${file}` }).token).toBe('T1');
});

test('kinds and ids are held against what there is', () => {
  const config = parseRunConfig({ ...REMOTE, only: ['server'] });
  expect(() => checkKinds(config, ['image', 'ecs'])).toThrow(/no kind "server"; the kinds are image, ecs/);
  expect(() => checkOnly(config, ['image'])).toThrow(/neither a contract nor an invariant "server"/);
  checkKinds(config, ['server']);
  checkOnly(config, ['server']);
});

test('flags survive the way through the variables', () => {
  const given: RawOptions = { ...REMOTE, label: ['a=b c'], sacrificial: true, seed: '9', only: ['x'] };
  expect(parseRunConfig(optionsOfEnvironment(environmentOf(given)))).toEqual(parseRunConfig(given));
});

test('a list in a variable is words or a JSON array, and nothing else', () => {
  expect(optionsOfEnvironment({ METACONFORM_RESOURCE: ' server=1  server=2 ' })).toEqual({ resource: ['server=1', 'server=2'] });
  expect(() => optionsOfEnvironment({ METACONFORM_RESOURCE: '[1]' })).toThrow(/METACONFORM_RESOURCE expects/);
});

test('tokens leave the environment and never enter the recorded call', () => {
  const environment: Record<string, string | undefined> = { ...environmentOf({ ...REMOTE, adminToken: 'T1', strangerToken: 'T2' }) };
  const config = parseRunConfig(optionsOfEnvironment(environment));
  environment['OS_PASSWORD'] = 'T3';
  withdrawSecrets(environment);
  expect(JSON.stringify([environment, toArgv(config)])).not.toMatch(/T[0-3]/);
});

test('a recorded call can be read back', () => {
  const config = parseRunConfig({ ...REMOTE, seed: '3', only: ['a', 'b'], rate: '2.5', budgetTime: '9', label: ['k=v'], sacrificial: true, readOnly: true });
  expect(parseRunConfig({ ...optionsOfArgv(toArgv(config)), token: 'T0' })).toEqual(config);
});

test('every option has a variable of its own', () => {
  expect(new Set(RUN_OPTIONS.map(variableOf)).size).toBe(RUN_OPTIONS.length);
});
