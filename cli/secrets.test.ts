import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { ReferenceCloud } from '../targets/reference/cloud.ts';
import { callAndSearch, cloudFiles, resources, SECRETS, startTelling } from './canaries.fixture.ts';
import { newFolder } from './command-line.fixture.ts';
import { gossip, type Gossip } from './gossip.fixture.ts';
import { findSecrets, findSecretsIn, formsOf } from './secret-search.fixture.ts';

const RUN_FILES = ['report.json', 'index.html', 'trace.ndjson', 'junit.xml', 'summary.md', 'allure-results'];

let cloud: ReferenceCloud | null = null;

afterEach(async () => {
  await cloud?.close();
  cloud = null;
});

async function start(told: Gossip): Promise<ReferenceCloud> {
  cloud = await startTelling(told);
  return cloud;
}

test('the search finds a secret in each form, wherever it stands', () => {
  for (const [name, secret] of Object.entries(SECRETS)) {
    for (const [how, text] of formsOf(secret)) expect(findSecrets('x', Buffer.from(`before${text}after`), { [name]: secret }), how).toContainEqual(`x: ${name}, ${how}`);
    for (const offset of [0, 1, 2, 3]) {
      const bytes = Buffer.from(`${'?'.repeat(offset)}${secret}!!`);
      for (const alphabet of ['base64', 'base64url'] as const) expect(findSecrets('x', Buffer.from(bytes.toString(alphabet)), { [name]: secret })).toContain(`x: ${name}, ${alphabet} at ${offset % 3}`);
    }
    expect(formsOf(secret).every(([, text]) => text.length >= 20)).toBe(true);
  }
});

test('the search reads every file of a folder, at any depth, and the names of files', () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'a/b'), { recursive: true });
  writeFileSync(join(folder, 'a/b/file'), `x${SECRETS.owner}x`);
  writeFileSync(join(folder, 'a/c4nary-file'), '');
  const hits = findSecretsIn(folder, { ...SECRETS, name: 'c4nary-file' });
  expect(hits).toContain(`${join(folder, 'a/b/file')}: owner, plain`);
  expect(hits).toContain(`${join(folder, 'a/c4nary-file')}: name, plain`);
});

test('passwords and tokens of clouds.yaml appear nowhere, on all contracts, where the cloud repeats what it was sent', async () => {
  const told = gossip();
  const { users } = await start(told);
  expect(users.owner.password).toBe(SECRETS.owner);
  const config = cloudFiles(cloud!);
  const { hits, cwd, code } = await callAndSearch(['--os-cloud', 'owner', '--admin-os-cloud', 'admin', '--stranger-os-cloud', 'stranger', ...resources(cloud!), '--sacrificial', '--budget-requests', '120', '--seed', '1'], told, { variables: { OS_CLIENT_CONFIG_FILE: join(config, 'clouds.yaml'), OS_CLIENT_SECURE_FILE: join(config, 'secure.yaml') } });
  expect([0, 1, 2]).toContain(code);
  expect(RUN_FILES.filter((name) => !existsSync(join(cwd, 'conformance-report', name)))).toEqual([]);
  expect(told.tokens.size).toBeGreaterThan(3);
  expect(told.requests()).toBeGreaterThan(1000);
  expect(hits).toEqual([]);
}, 120_000);

test('tokens of METACONFORM_ variables appear nowhere, and not in the journals that a killed run leaves', async () => {
  let child: ChildProcess | null = null;
  const told = gossip({}, (count) => { if (count === 200) child?.kill('SIGKILL'); });
  const { endpoints: { compute } } = await start(told);
  const variables = { METACONFORM_TOKEN: SECRETS.token, METACONFORM_ADMIN_TOKEN: SECRETS.adminToken, METACONFORM_STRANGER_TOKEN: SECRETS.strangerToken };
  const endpoints = ['--endpoint', `compute=${compute}`];
  const killed = await callAndSearch([...endpoints, ...resources(cloud!, ['server', 'image', 'aggregate']), '--seed', '1'], told, { variables, onStart: (started) => { child = started; } });
  expect(killed.hits).toEqual([]);
  const restored = await callAndSearch(['restore'], told, { variables: { ...variables, XDG_STATE_HOME: killed.state } });
  expect(restored.out + restored.err).toMatch(/restored/);
  expect(findSecretsIn(killed.state, SECRETS)).toEqual([]);
  expect(restored.hits).toEqual([]);
}, 120_000);

test('access keys appear nowhere', async () => {
  const told = gossip({ [SECRETS.accessKey]: SECRETS.token, [SECRETS.adminKey]: SECRETS.adminToken });
  await start(told);
  const { hits, code, err } = await callAndSearch(['--os-cloud', 'key', '--admin-os-cloud', 'adminKey', ...resources(cloud!, ['server', 'aggregate']), '--budget-requests', '100', '--seed', '1'], told, { variables: { OS_CLIENT_CONFIG_FILE: join(cloudFiles(cloud!), 'clouds.yaml') } });
  expect(err).not.toMatch(/crashed/);
  expect([0, 1, 2]).toContain(code);
  expect(told.requests()).toBeGreaterThan(200);
  expect(hits).toEqual([]);
}, 120_000);

test.each([
  ['a wrong password', ['--os-cloud', 'wrong'], {}], ['an application credential that is not known', ['--os-cloud', 'wrongApplication'], {}],
  ['a token that is not known', [], { METACONFORM_TOKEN: SECRETS.expired }], ['a key that is not known', ['--os-cloud', 'key'], {}],
])('%s is told without its secret', async (_what, args, variables) => {
  const told = gossip();
  const { endpoints: { compute } } = await start(told);
  const { hits, code, err } = await callAndSearch([...args, '--endpoint', `compute=${compute}`, ...resources(cloud!, ['server'])], told, { variables: { OS_CLIENT_CONFIG_FILE: join(cloudFiles(cloud!), 'clouds.yaml'), ...variables } });
  expect(err).toMatch(/401|authentication/);
  expect(code).toBe(3);
  expect(hits).toEqual([]);
});
