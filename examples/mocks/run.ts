/**
 * Runs the suite on every mock, or on those that are named, and makes the site and the page of it all:
 *
 *     node run.ts                 all mocks, then site and page
 *     node run.ts prism msw       only these; the page is made from all reports that are there
 *     node run.ts page            none: site and page only
 *
 * NOVA_CLOUD and NOVA_SERVERS (a name in clouds.yaml, two ids with a comma between) add a real Nova, NOVA_REPORT (a report folder) one that was run before.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MOCKS, type Mock } from './mocks.ts';
import { matrixPage, type Ran } from './page.ts';
import { takeServers } from './recorded-nova.ts';
import { startMock } from './start-mock.ts';
import type { Report } from '../../reports/report.ts';

const HERE = import.meta.dirname;
const CLI = join(HERE, '../../cli/main.ts');
const REPORTS = join(HERE, 'reports');
const PAGE = join(HERE, '../../docs/mocks.md');

/** The same for all: a seed, so that two runs send the same; enough requests for the whole list; no long wait for what never answers. */
const TERMS = ['--only', 'server', '--seed', '20261121', '--budget-requests', '900', '--budget-time', '400', '--timeout', '2'];

/** A mock that is gone cannot be put back: what is noted of it does not belong among the notes of real clouds. */
const STATE = { XDG_STATE_HOME: join(REPORTS, '.state') };

/** Mocks that are run side by side. */
const AT_ONCE = 2;

/** Calls the command line; what it says goes to a file in the folder of the reports. */
async function metaconform(name: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<number> {
  const log = openSync(join(REPORTS, `${name}.run.log`), 'w');
  const child = spawn(process.execPath, [CLI, ...args], { cwd: HERE, env: { ...process.env, ...STATE, ...environment }, stdio: ['ignore', log, log] });
  const [code] = (await once(child, 'exit')) as [number | null];
  closeSync(log);
  return code ?? 4;
}

/** @throws {Error} when there is no report: the call was wrong, the mock could not be read, or we failed. Code 4 with a report is a mock that is gone and could not be put back. */
async function runOn(id: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<void> {
  const folder = join(REPORTS, id);
  const startedAt = Date.now();
  rmSync(folder, { recursive: true, force: true });
  const code = await metaconform(id, ['run', ...args, ...TERMS, '--label', `target=${id}`, '--report', folder], environment);
  if (code === 3 || !existsSync(join(folder, 'report.json'))) throw new Error(`metaconform run on ${id} ended with ${code}: expected 0, 1 or 2. What it said is in reports/${id}.run.log.`);
  process.stdout.write(`${id}: exit code ${code}, ${Math.round((Date.now() - startedAt) / 1000)} s\n`);
}

/** Judges a run on a real Nova that was made before, by the judge of today. */
async function judgeNova(from: string): Promise<void> {
  const folder = join(REPORTS, 'nova');
  rmSync(folder, { recursive: true, force: true });
  takeServers(resolve(from), folder);
  const code = await metaconform('nova', ['rejudge', folder]);
  if (code >= 3) throw new Error(`metaconform rejudge of NOVA_REPORT ended with ${code}: expected 0, 1 or 2. What it said is in reports/nova.run.log.`);
  process.stdout.write(`nova: judged again from ${from}\n`);
}

async function runOnMock(mock: Mock): Promise<void> {
  const running = await startMock(mock, join(REPORTS, `${mock.id}.log`));
  try {
    const { endpoint, token, servers } = await mock.open(running.origin);
    await runOn(mock.id, ['--endpoint', `compute=${endpoint}`, ...servers.flatMap((server) => ['--resource', `server=${server}`])], { METACONFORM_TOKEN: token });
  } finally {
    await running.stop();
  }
}

function versionOf({ version, id }: Mock): string {
  if ('npm' in version) return (JSON.parse(readFileSync(join(HERE, 'node_modules', version.npm, 'package.json'), 'utf8')) as { readonly version: string }).version;
  return new RegExp(`^${version.python}==(.+)$`, 'm').exec(readFileSync(join(HERE, id, 'requirements.txt'), 'utf8'))?.[1] ?? '';
}

function reportOf(id: string): Report | null {
  const file = join(REPORTS, id, 'report.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : null;
}

/** The version of a cloud: the newest microversion that it offers, or ours where it is our own. */
function ownVersion({ target, tool }: Report): string {
  const { compute } = target.microversions;
  return target.kind === 'reference' || compute === undefined ? tool.version : `(microversion ${compute.max})`;
}

/** Everything that was run, now or before. */
function ran(): readonly Ran[] {
  const mocks = MOCKS.map((mock) => ({ ...mock, version: versionOf(mock), written: mock.written ?? null, start: `npm run ${mock.id}` }));
  const clouds = [
    { id: 'reference-cloud', title: 'Reference cloud', version: '', setup: 'What metaconform brings along, for comparison.', answers: 'itself', written: null, start: '' },
    { id: 'nova', title: 'Nova', version: '', setup: 'A real Nova with a driver that starts no machines, for comparison; by terms of its own.', answers: 'itself', written: null, start: '' },
  ];
  return [...mocks, ...clouds].flatMap((each) => {
    const report = reportOf(each.id);
    return report === null ? [] : [{ ...each, version: each.version === '' ? ownVersion(report) : each.version, report }];
  });
}

async function runAll(named: readonly string[]): Promise<readonly string[]> {
  const isWanted = (id: string): boolean => named.length === 0 || named.includes(id);
  const { NOVA_CLOUD: cloud, NOVA_SERVERS: servers = '', NOVA_REPORT: report } = process.env;
  const jobs: readonly (readonly [string, () => Promise<void>])[] = [
    ...MOCKS.map((mock) => [mock.id, () => runOnMock(mock)] as const),
    ['reference-cloud', () => runOn('reference-cloud', [])],
    ...(report === undefined ? [] : [['nova', () => judgeNova(report)] as const]),
    ...(cloud === undefined || report !== undefined ? [] : [['nova', () => runOn('nova', ['--os-cloud', cloud, ...servers.split(',').flatMap((id) => ['--resource', `server=${id}`])])] as const]),
  ];
  const unknown = named.filter((id) => !jobs.some(([known]) => known === id));
  if (unknown.length > 0) throw new Error(`There is no mock ${unknown.join(', ')}. Allowed: ${jobs.map(([id]) => id).join(', ')}${jobs.some(([id]) => id === 'nova') ? '' : '; nova needs NOVA_CLOUD or NOVA_REPORT'}.`);
  const troubles: string[] = [];
  const waiting = jobs.filter(([id]) => isWanted(id));
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next[1]().catch((error: unknown) => troubles.push(error instanceof Error ? error.message : String(error)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return troubles;
}

mkdirSync(REPORTS, { recursive: true });
const named = process.argv.slice(2);
const troubles = named.join(' ') === 'page' ? [] : await runAll(named);
rmSync(join(HERE, 'site'), { recursive: true, force: true });
await metaconform('site', ['site', REPORTS, '--out', join(HERE, 'site'), '--title', 'Mocks of server metadata']);
writeFileSync(PAGE, matrixPage(ran(), TERMS));
process.stdout.write(`${PAGE}\n${join(HERE, 'site/index.html')}\n`);
for (const trouble of troubles) process.stderr.write(`${trouble}\n`);
process.exitCode = troubles.length === 0 ? 0 : 1;
