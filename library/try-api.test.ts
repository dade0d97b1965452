import { readdirSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readReport } from '../reports/read-report.ts';
import type { Report } from '../reports/report.ts';
import { readTraceFile } from '../specs/trace-file.ts';
import { startMetadataServer } from '../targets/testing/metadata-server.ts';
import type { App } from './app-handler.ts';
import { checkOptions } from './conformance-options.ts';
import type { ConformanceOptions } from './conformance-options.ts';
import { SERVERS, SHAPES } from './testing/metadata-apps.ts';
import { tryApi } from './try-api.ts';
import { verdictMessage } from './verdict-message.ts';

const ONLY = ['maps-have-unique-keys', 'success-has-the-stated-status'];

async function tried(options: Partial<ConformanceOptions>): Promise<Report> {
  return tryApi(checkOptions({ resources: { server: SERVERS }, only: ONLY, seed: 1, budgetRequests: 40, ...options }));
}

function verdictsOf({ verdicts }: Report): unknown {
  return Object.fromEntries(verdicts.map(({ invariant, verdict }) => [invariant, verdict]));
}

test.each(Object.entries(SHAPES))('%s is tried without a port, and the message proves its defect', async (_shape, make) => {
  const report = await tried({ app: make(true) });
  expect(verdictsOf(report)).toEqual({ 'maps-have-unique-keys': 'pass', 'success-has-the-stated-status': 'fail' });
  expect(report.target).toMatchObject({ kind: 'in-process', name: 'app' });
  expect(report.restoration).toEqual({ touched: 2, restored: 2, leftovers: 0, problems: [] });
  const message = verdictMessage(report.verdicts[1]!, { seed: 1, replayFrom: null });
  expect(message).toMatch(/Source: [^]*expected {2}[^]*actual {4}status 201[^]*POST \/v2\.1\/servers\/[^]*201 \{"metadata"/);
  expect(message).toContain('seed: 1');
  expect(message).not.toContain('metaconform replay');
});

test('an app below a path is found there', async () => {
  const inner = SHAPES['a fetch handler']!(true) as (request: Request) => Promise<Response>;
  const app: App = { fetch: async (request) => inner(new Request(request.url.replace('/compute/', '/'), request)) };
  expect(verdictsOf(await tried({ app, basePath: '/compute/v2.1' }))).toMatchObject({ 'success-has-the-stated-status': 'fail' });
});

test('a handler that throws is a server error of the app, not ours', async () => {
  const inner = SHAPES['a fetch handler']!(false) as (request: Request) => Promise<Response>;
  const app = async (request: Request): Promise<Response> => {
    if (request.method === 'PUT') throw new Error('not today');
    return inner(request);
  };
  const { verdicts } = await tried({ app, only: ['no-server-errors'] });
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['fail']);
});

test('an endpoint is tried as well, and what it held is there afterwards', async () => {
  const before = { owner: 'somebody' };
  const server = await startMetadataServer({ [SERVERS[0]]: before, [SERVERS[1]]: {} });
  const report = await tried({ endpoint: `${server.origin}/v2.1`, token: 'CANARY-TOKEN' });
  await server.close();
  expect(report.verdicts).toHaveLength(2);
  expect(report.target.kind).toBe('remote');
  expect(Object.fromEntries(server.maps.get(SERVERS[0])!)).toEqual(before);
  expect(server.seen.every(({ headers }) => headers['x-auth-token'] === 'CANARY-TOKEN')).toBe(true);
  expect(JSON.stringify(report)).not.toContain('CANARY');
});

test('a report folder gets the files of a run, which can be judged again', async () => {
  const folder = join(await mkdtemp(join(tmpdir(), 'metaconform-')), 'report');
  const report = await tried({ app: SHAPES['a Hono app']!(false), report: folder });
  expect(readdirSync(folder).toSorted()).toEqual(['index.html', 'report.json', 'summary.md', 'trace.ndjson']);
  expect(readReport(folder)).toEqual(JSON.parse(JSON.stringify(report)));
  expect((await readTraceFile(join(folder, 'trace.ndjson'))).header.argv).toEqual(['run', '--profile', 'de-facto', '--seed', '1']);
});

const APP = SHAPES['a fetch handler']!(true);

test.each<readonly [string, Partial<Record<keyof ConformanceOptions, unknown>>, string, RegExp]>([
  ['neither app nor endpoint', {}, 'OPTION_CONFLICT', /either app or endpoint, got neither/],
  ['both', { app: APP, endpoint: 'http://x' }, 'OPTION_CONFLICT', /got both/],
  ['no resource', { app: APP, resources: {} }, 'RESOURCE_MISSING', /at least one kind/],
  ['a kind without ids', { app: APP, resources: { server: [] } }, 'OPTION_INVALID', /resources\.server expects an id/],
  ['an unknown kind', { app: APP, resources: { sever: 'x' } }, 'KIND_UNKNOWN', /no kind "sever".*Did you mean server/],
  ['an unknown profile', { app: APP, profile: 'strict' }, 'OPTION_INVALID', /profile expects/],
  ['a seed that is none', { app: APP, seed: 1.5 }, 'OPTION_INVALID', /seed expects a whole number/],
  ['a path that is none', { app: APP, basePath: 'compute' }, 'OPTION_INVALID', /begins with a slash/],
])('%s gives one clear message', (_name, options, code, message) => {
  const given = { resources: { server: SERVERS }, ...options } as unknown as ConformanceOptions;
  expect(() => checkOptions(given)).toThrow(expect.objectContaining({ name: 'ConfigError', code, message: expect.stringMatching(message) }));
});

test.each([[{ handle: 1 }, /got an object with handle/], [null, /got null/], [7, /got 7/]])('%o is no app', async (app, message) => {
  await expect(tried({ app: app as unknown as App })).rejects.toThrow(message);
});
