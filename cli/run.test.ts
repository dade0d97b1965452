import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readReport } from '../reports/read-report.ts';
import { callCommandLine, type Ended, newFolder } from './command-line.fixture.ts';

const FILES = ['report.json', 'index.html', 'summary.md', 'junit.xml', 'allure-results', 'trace.ndjson'];

describe('a run on the embedded cloud with a fault', () => {
  const cwd = newFolder();
  const folder = join(cwd, 'out');
  let ended: Ended;

  beforeAll(async () => {
    ended = await callCommandLine(['--fault', 'replace-merges', '--only', 'server', '--budget-requests', '250', '--seed', '1', '--report', 'out', '--label', 'a=b'], { cwd });
  }, 120_000);

  test('finds it, says so, and ends with 1', () => {
    expect(ended.out).toContain('replace-removes-absent-keys');
    expect(ended.out).toContain('reference cloud breaks what its API promises');
    expect(ended.code).toBe(1);
  });

  test('leaves all files, where it was called', () => {
    expect(FILES.filter((name) => !existsSync(join(folder, name)))).toEqual([]);
    for (const name of FILES) expect(ended.out).toContain(`out/${name}`);
  });

  test('the report fits its schema, and holds the call', () => {
    const { run, target, restoration } = readReport(folder);
    expect(run).toMatchObject({ seed: 1, exitCode: 1, labels: { a: 'b' } });
    expect(run.argv).toContain('replace-merges');
    expect(target.kind).toBe('reference');
    expect(restoration.restored).toBe(restoration.touched);
  });

  test('every verdict is a test in junit.xml', () => {
    const { summary } = readReport(folder);
    const total = summary.pass + summary.fail + summary.unknown + summary.notApplicable + summary.waived;
    expect(readFileSync(join(folder, 'junit.xml'), 'utf8')).toContain(`tests="${total}" failures="${summary.fail + summary.unknown}"`);
  });

  test('prints nothing of vitest', () => {
    expect(ended.out + ended.err).not.toMatch(/vitest|RUN|JUNIT|Test Files|\u001b/);
  });

  test('judged again, offline, it is the same report to the byte', async () => {
    const again = await callCommandLine(['rejudge', folder, '--report', join(cwd, 'again')]);
    expect(again.code).toBe(1);
    for (const file of ['report.json', 'index.html']) expect(readFileSync(join(cwd, 'again', file), 'utf8'), file).toBe(readFileSync(join(folder, file), 'utf8'));
  });

  test('a finding is seen again when its plan is replayed, with the fault that the report names', async () => {
    const finding = readReport(folder).verdicts.flatMap((row) => row.findings.map((each) => ({ ...each, invariant: row.invariant }))).find((each) => each.invariant === 'replace-removes-absent-keys');
    const { code, out } = await callCommandLine(['replay', finding!.id, '--report', folder]);
    expect(out).toContain('replace-removes-absent-keys on server: seen again');
    expect(code).toBe(1);
  });

  test('an id that is no finding is told from those that are', async () => {
    const { code, err } = await callCommandLine(['replay', 'ffffffffffff', '--report', folder]);
    expect(err).toMatch(/no finding "ffffffffffff"; it has [0-9a-f]{12}/);
    expect(code).toBe(3);
  });
});

test('Ctrl-C stops a run, puts everything back, and leaves the report of what there is', async () => {
  const cwd = newFolder();
  const { code, err } = await callCommandLine(['--only', 'server', '--seed', '1'], {
    cwd,
    onStart: (child) => child.stderr?.once('data', () => child.kill('SIGINT')),
  });
  const { run, restoration } = readReport(join(cwd, 'conformance-report'));
  expect(err).toContain('stopping: putting everything back');
  expect(run).toMatchObject({ complete: false, stoppedBy: 'interrupt' });
  expect(restoration).toMatchObject({ restored: restoration.touched, leftovers: 0 });
  expect(code).toBe(run.exitCode);
}, 120_000);

test('tokens given in variables appear in no output and no file, whatever the target does', async () => {
  const { code, out, err } = await callCommandLine([], { variables: { METACONFORM_ENDPOINT: 'http://127.0.0.1:9', METACONFORM_TOKEN: 'CANARY', METACONFORM_RESOURCE: 'server=11111111-2222-4333-8444-555555555555' } });
  expect(out + err).not.toContain('CANARY');
  expect(code).toBe(3);
});
