import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readReport } from '../reports/read-report.ts';
import { callCommandLine, type Ended, newFolder } from './command-line.fixture.ts';

const cwd = newFolder();
const FILES = ['report.json', 'index.html', 'summary.md'];

function waiver(invariant: string, more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return { invariant, contract: 'server', class: '*', reason: `why ${invariant}`, expiry: '2999-12-31', ...more };
}

/** Writes a file of waivers: JSON is YAML too. */
function waiversFile(name: string, waivers: readonly object[]): string {
  writeFileSync(join(cwd, name), JSON.stringify({ waivers }));
  return name;
}

async function rejudge(...flags: readonly string[]): Promise<Ended & { readonly report: ReturnType<typeof readReport> }> {
  const ended = await callCommandLine(['rejudge', 'faulty', '--report', 'judged', ...flags], { cwd });
  return { ...ended, report: readReport(join(cwd, 'judged')) };
}

/** The invariants that fail in a report. */
function broken(folder: string): readonly string[] {
  return readReport(join(cwd, folder)).verdicts.filter(({ verdict }) => verdict === 'fail').map(({ invariant }) => invariant);
}

let healthy: Ended;

beforeAll(async () => {
  await callCommandLine(['--fault', 'replace-merges', '--only', 'server', '--budget-requests', '250', '--seed', '1', '--report', 'faulty'], { cwd });
  const outdated = waiversFile('outdated.yaml', [waiver('no-server-errors', { class: 'plain' }), waiver('merge-keeps-other-keys', { expiry: '2020-02-29' })]);
  healthy = await callCommandLine(['--only', 'server', '--budget-requests', '250', '--seed', '1', '--report', 'healthy', '--waivers', outdated], { cwd });
}, 180_000);

test('a run whose failures are all waived does not fail', async () => {
  const { code, out, report } = await rejudge('--waivers', waiversFile('all.yaml', broken('faulty').map((invariant) => waiver(invariant))));
  expect(report.summary).toMatchObject({ fail: 0, waived: broken('faulty').length });
  expect([0, 2]).toContain(code);
  expect(out).toMatch(/~ waived +replace-removes-absent-keys .*why replace-removes-absent-keys/);
});

test('one that is not waived still fails', async () => {
  const rest = broken('faulty').filter((invariant) => invariant !== 'replace-removes-absent-keys');
  const { code, report } = await rejudge('--waivers', waiversFile('rest.yaml', rest.map((invariant) => waiver(invariant))));
  // Races that only say the same again go with it.
  expect(report.verdicts.filter(({ verdict }) => verdict === 'fail').map(({ invariant }) => invariant)).toContain('replace-removes-absent-keys');
  expect(code).toBe(1);
});

test('against its own report a run has nothing new; against that of a healthy cloud everything is', async () => {
  const same = await rejudge('--baseline', 'faulty');
  expect(same.report.summary.fail).toBe(0);
  expect(same.report.verdicts.filter(({ verdict }) => verdict === 'waived').map(({ reason }) => reason)).toEqual(broken('faulty').map(() => 'baseline'));
  const news = await rejudge('--baseline', 'healthy');
  expect(news.report.summary.fail).toBe(broken('faulty').length);
});

test('a waiver that no longer applies, and one that expired, fail a run that has no finding, each with its message', () => {
  const page = readFileSync(join(cwd, 'healthy/index.html'), 'utf8');
  const junit = readFileSync(join(cwd, 'healthy/junit.xml'), 'utf8');
  const { run, summary, waivers = [] } = readReport(join(cwd, 'healthy'));
  expect(healthy.code).toBe(1);
  expect(run.exitCode).toBe(1);
  expect(summary).toMatchObject({ verdict: 'fail', fail: 0 });
  expect(waivers.map(({ state }) => state)).toEqual(['stale', 'expired']);
  for (const text of [healthy.out, page, junit]) {
    expect(text).toMatch(/no-server-errors, plain: the waiver no longer applies: what it speaks of was exercised \d+ times and passed/);
    expect(text).toContain('merge-keeps-other-keys, every class: the waiver expired: its last day was 2020-02-29');
  }
  expect(junit.match(/<failure/g)).toHaveLength(summary.unknown + 2);
});

test('judged again it is the same to the byte, without the file', async () => {
  writeFileSync(join(cwd, 'outdated.yaml'), 'gone');
  const { code } = await callCommandLine(['rejudge', 'healthy', '--report', 'again'], { cwd });
  expect(code).toBe(1);
  for (const file of FILES) expect(readFileSync(join(cwd, 'again', file), 'utf8'), file).toBe(readFileSync(join(cwd, 'healthy', file), 'utf8'));
});

test('a wrong file is told before anything is sent', async () => {
  const { code, err } = await callCommandLine(['--waivers', waiversFile('wrong.yaml', [waiver('no-such-invariant')])], { cwd });
  expect(err).toMatch(/wrong\.yaml:1 at \/waivers\/0\/invariant: expected the id of an invariant/);
  expect(code).toBe(3);
}, 20_000);
