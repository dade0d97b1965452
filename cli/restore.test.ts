import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callCommandLine, MAIN, newFolder } from './command-line.fixture.ts';

/** A served reference cloud, as its first words describe it. */
interface Served {
  readonly child: ChildProcess;
  readonly compute: string;
  readonly authUrl: string;
  readonly tokens: Readonly<Record<string, string>>;
  readonly servers: readonly string[];
  readonly aggregate: string;
}

async function serve(): Promise<Served> {
  const child = spawn(process.execPath, [MAIN, 'serve'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    if (printed.includes('Ctrl-C')) break;
  }
  const all = (pattern: RegExp): readonly (readonly [string, string])[] => [...printed.matchAll(pattern)].map(([, name = '', value = '']) => [name, value]);
  return {
    child, tokens: Object.fromEntries(all(/^ {2}(owner|admin|stranger) {2}(\S+)$/gm)), servers: all(/^ {2}(server) {2}([0-9a-f-]{36})$/gm).map(([, id]) => id),
    compute: all(/^ {2}(compute) {2}(http\S+)$/gm)[0]?.[1] ?? '', authUrl: all(/^(authentication) {2}(\S+)$/gm)[0]?.[1] ?? '', aggregate: all(/^ {2}(aggregate) {2}(\d+)$/gm)[0]?.[1] ?? '',
  };
}

let cloud: Served;
const headers = (name = 'owner'): Record<string, string> => ({ 'x-auth-token': cloud.tokens[name] ?? '', 'content-type': 'application/json' });

async function metadataOf(server: string): Promise<unknown> {
  return (await request(`${cloud.compute}/servers/${server}/metadata`, { headers: headers() })).body.json();
}

async function aggregateMetadata(): Promise<unknown> {
  const { aggregate } = (await (await request(`${cloud.compute}/os-aggregates/${cloud.aggregate}`, { headers: headers('admin') })).body.json()) as { aggregate: { metadata: unknown } };
  return aggregate.metadata;
}

async function everything(): Promise<unknown> {
  return [...(await Promise.all(cloud.servers.slice(0, 2).map(metadataOf))), await aggregateMetadata()];
}

beforeAll(async () => {
  cloud = await serve();
  for (const [index, server] of cloud.servers.entries()) {
    await request(`${cloud.compute}/servers/${server}/metadata`, { method: 'PUT', headers: headers(), body: JSON.stringify({ metadata: { role: `db ${index}`, owner: 'alice' } }) });
  }
});

afterAll(async () => {
  cloud.child.kill('SIGINT');
  await once(cloud.child, 'exit');
});

function journalsIn(state: string): readonly string[] {
  const folder = join(state, 'metaconform');
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Starts a run and kills it, by SIGKILL, a number of reads after it has first touched something. */
async function killedRun(state: string, reads: number): Promise<void> {
  const run = callCommandLine([
    'run', '--endpoint', cloud.compute, ...cloud.servers.slice(0, 2).flatMap((id) => ['--resource', `server=${id}`]), '--resource', `aggregate=${cloud.aggregate}`,
  ], {
    variables: { XDG_STATE_HOME: state, METACONFORM_TOKEN: cloud.tokens['owner'] ?? '', METACONFORM_ADMIN_TOKEN: cloud.tokens['admin'] ?? '' },
    onStart: (child) => {
      const killing = async (): Promise<void> => {
        while (journalsIn(state).length === 0 && child.exitCode === null) await sleep(5);
        for (let read = 0; read < reads; read += 1) await metadataOf(cloud.servers[0] ?? '');
        child.kill('SIGKILL');
      };
      void killing();
    },
  });
  expect((await run).code).toBe(-1);
}

test.each([1, 2, 3])('what a killed run left is put back, round %i', async () => {
  const before = await everything();
  const state = newFolder();
  const reads = Math.floor(Math.random() * 400);
  await killedRun(state, reads);
  const listed = await callCommandLine(['restore', '--list'], { variables: { XDG_STATE_HOME: state } });
  expect(listed.out).toMatch(/^run [0-9a-f-]{36} of 20/);
  expect(journalsIn(state)).toHaveLength(1);
  const { code, out, err } = await callCommandLine(['restore'], { variables: { XDG_STATE_HOME: state, METACONFORM_TOKEN: cloud.tokens['owner'] ?? '', METACONFORM_ADMIN_TOKEN: cloud.tokens['admin'] ?? '' } });
  expect({ code, err, reads }).toEqual({ code: 0, err: '', reads });
  expect(out).toMatch(/(\d) of \1 resources? restored/);
  expect(out + listed.out).not.toMatch(/alice|role/);
  expect({ reads, after: await everything() }).toEqual({ reads, after: before });
  expect(journalsIn(state)).toEqual([]);
}, 120_000);

test('wrong credentials leave the journal open, and the cloud named in clouds.yaml closes it', async () => {
  const before = await everything();
  const state = newFolder();
  await killedRun(state, 20);
  const wrong = await callCommandLine(['restore'], { variables: { XDG_STATE_HOME: state, METACONFORM_TOKEN: 'CANARY' } });
  expect(wrong.code).toBe(4);
  expect(wrong.out).toMatch(/Got: 401/);
  expect(wrong.out + wrong.err).not.toContain('CANARY');
  expect(journalsIn(state)).toHaveLength(1);
  expect((await callCommandLine(['restore'], { variables: { XDG_STATE_HOME: state } })).err).toMatch(/needs the credentials of the run/);
  const cwd = newFolder();
  const auth = (username: string, project_name: string): unknown => ({ auth: { auth_url: cloud.authUrl, username, password: `${username}-password`, project_name } });
  writeFileSync(join(cwd, 'clouds.yaml'), JSON.stringify({ clouds: { mine: auth('member', 'demo'), root: auth('admin', 'admin') } }));
  const right = await callCommandLine(['restore', '--os-cloud', 'mine', '--admin-os-cloud', 'root'], { cwd, variables: { XDG_STATE_HOME: state } });
  expect(right).toMatchObject({ code: 0, err: '' });
  expect(await everything()).toEqual(before);
}, 120_000);

test('what somebody else has written since is not overwritten, unless told so', async () => {
  const before = await everything();
  const state = newFolder();
  await killedRun(state, 50);
  const variables = { XDG_STATE_HOME: state, METACONFORM_TOKEN: cloud.tokens['owner'] ?? '', METACONFORM_ADMIN_TOKEN: cloud.tokens['admin'] ?? '' };
  const server = cloud.servers[0] ?? '';
  await request(`${cloud.compute}/servers/${server}/metadata`, { method: 'PUT', headers: headers(), body: JSON.stringify({ metadata: { 'written-by-bob': '1' } }) });
  const refused = await callCommandLine(['restore'], { variables });
  expect(refused.code).toBe(4);
  expect(refused.out).toMatch(/"written-by-bob" is neither as before the run nor of the run/);
  expect(await metadataOf(server)).toMatchObject({ metadata: { 'written-by-bob': '1' } });
  expect(await callCommandLine(['restore', '--overwrite'], { variables })).toMatchObject({ code: 0, err: '' });
  expect(await everything()).toEqual(before);
}, 120_000);

test('nothing left is nothing to do; a journal of a live process is left alone, one of a dead embedded cloud is forgotten', async () => {
  const state = newFolder();
  expect(await callCommandLine(['restore'], { variables: { XDG_STATE_HOME: state } })).toMatchObject({ code: 0, out: expect.stringContaining('nothing to restore') });
  mkdirSync(join(state, 'metaconform'));
  const leave = (runId: string, pid: number, target: string): void => {
    const line = {
      type: 'original', schemaVersion: 1, runId, contract: 'server', resource: 'r', resourceId: 'A', origin: 'http://127.0.0.1:9', prefix: '', map: [], permanent: [],
      writer: { pid, host: hostname(), target }, at: '2026-01-01T00:00:00Z',
    };
    writeFileSync(join(state, 'metaconform', `${runId}.ndjson`), `${JSON.stringify(line)}\n`);
  };
  leave('live', process.pid, 'remote');
  // Above the highest process id that Linux gives.
  leave('dead', 2 ** 22 + 1, 'reference');
  const { code, out } = await callCommandLine(['restore'], { variables: { XDG_STATE_HOME: state } });
  expect(out).toContain(`run live seems to be at work, in process ${process.pid}`);
  expect(code).toBe(4);
  expect(journalsIn(state)).toEqual(['live.ndjson']);
});
