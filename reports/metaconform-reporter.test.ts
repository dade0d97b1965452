import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { makeReport } from './make-report.ts';
import { sampleRecording, sampleVerdict } from './sample-run.fixture.ts';
import { reportText } from './write-report.ts';

const ROOT = dirname(import.meta.dirname);

/** A vitest of its own, on the real spec and reporter, with hand-made verdicts; in a process of its own, as vitest does not nest. */
async function present(folder: string): Promise<{ readonly code: number; readonly out: string }> {
  const config = join(folder, 'vitest.config.ts');
  const reporter = join(ROOT, 'reports/metaconform-reporter.ts');
  await writeFile(config, `
    import { MetaconformReporter } from ${JSON.stringify(reporter)};
    export default { root: ${JSON.stringify(ROOT)}, test: { projects: [{ test: {
      name: 'conformance', include: ['specs/conformance.spec.ts'], globalSetup: [${JSON.stringify(join(ROOT, 'reports/present-sample.fixture.ts'))}], pool: 'threads',
    } }], reporters: ['default', new MetaconformReporter()] } };`);
  const vitest = join(dirname(fileURLToPath(import.meta.resolve('vitest/package.json'))), 'vitest.mjs');
  return new Promise((resolve) => {
    execFile(process.execPath, [vitest, 'run', '--config', config], { cwd: ROOT, env: { ...process.env, METACONFORM_REPORT: folder, NO_COLOR: '1' } }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: `${stdout}${stderr}` });
    });
  });
}

let folder: string;
let outcome: { readonly code: number; readonly out: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'metaconform-'));
  outcome = await present(folder);
}, 60_000);

test('each verdict is a test of its kind', async () => {
  const junit = await readFile(join(folder, 'junit.xml'), 'utf8');
  expect(junit).toContain('tests="5" failures="2" errors="0" skipped="1"');
  expect(junit).toContain('unknown: never exercised: read/map:many');
  expect(junit).toContain('ticket 7');
  expect(outcome.code).toBe(1);
});

test('a failure says claim, source, expected, actual, plan, replay and curl, in this order', () => {
  const failure = outcome.out.slice(outcome.out.indexOf('The claim of merge-keeps-untouched-keys.'));
  const places = ['The claim of merge-keeps-untouched-keys.', 'Source: nova-api, line 46-48', 'Expected: key "a" still holds "1"', 'Actual: key "a" is gone', '1. merge { "b": "2" }',
    'Replay: metaconform replay 0123456789ab', 'Curl: curl'].map((text) => failure.indexOf(text));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('the report files are those of the verdicts', async () => {
  expect(await readFile(join(folder, 'report.json'), 'utf8')).toBe(reportText(makeReport(sampleRecording, sampleVerdict)));
  expect(await readFile(join(folder, 'index.html'), 'utf8')).toContain('</html>');
  expect(outcome.out).toContain(join(folder, 'junit.xml'));
});

test('Allure gets a result for each verdict, said in its words, with labels and evidence', async () => {
  const place = join(folder, 'allure-results');
  const files = (await readdir(place)).filter((name) => name.endsWith('-result.json'));
  const results = await Promise.all(files.map(async (name) => JSON.parse(await readFile(join(place, name), 'utf8')) as { name: string; status: string; steps: { name: string }[]; labels: { name: string; value: string }[] }));
  expect(Object.fromEntries(results.map(({ name, status }) => [name, status]))).toEqual({
    'delete-is-final': 'passed', 'merge-keeps-untouched-keys': 'failed', 'read-is-stable': 'broken', 'strangers-are-kept-out': 'skipped', 'values-are-kept': 'failed',
  });
  const failed = results.find(({ name }) => name === 'merge-keeps-untouched-keys')!;
  expect(failed.labels).toContainEqual({ name: 'epic', value: 'server' });
  expect(JSON.stringify(failed.steps)).toContain('exchanges: merge, map:create');
  expect(JSON.parse(await readFile(join(folder, 'allurerc.json'), 'utf8'))).toMatchObject({ resolutions: { rules: [{ resolution: 'accepted', comment: 'ticket 7, until 2027-01-01' }] } });
});
