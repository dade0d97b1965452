/**
 * Runs examples/your-own-mock as its reader would, against the packed package: the mock with bugs must fail, for the stated reasons, the mended one must not.
 * Exits with 1 otherwise. Needs no network: what the package depends on is found in the repository above it.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(import.meta.dirname);
const EXAMPLE = join(ROOT, 'examples/your-own-mock');

/** The bugs of src/mock.ts by the invariants that say them best; the README has the same table. */
const EXPECTED = ['absent-keys-are-not-found', 'replace-removes-absent-keys', 'valid-requests-are-accepted'];

/** What of vitest's JSON report is read here. */
interface VitestReport {
  readonly testResults: readonly { readonly name: string; readonly assertionResults: readonly { readonly title: string; readonly status: string; readonly failureMessages: readonly string[] }[] }[];
}

/** The packed package as npm would unpack it, in a project of its own. */
function installPacked(project: string): void {
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', project], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).replace(/^[^[]*/, '')) as [{ filename: string }];
  const installed = join(project, 'node_modules/metaconform');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(project, filename), '-C', installed, '--strip-components=1']);
}

interface Outcome {
  readonly failed: ReadonlyMap<string, string>;
  readonly passed: number;
}

/** Both files by one vitest, side by side. */
function runTests(project: string): (file: string) => Outcome {
  const vitest = join(dirname(fileURLToPath(import.meta.resolve('vitest/package.json'))), 'vitest.mjs');
  const output = join(project, 'results.json');
  const { stderr } = spawnSync(process.execPath, [vitest, 'run', '--maxWorkers=2', '--reporter=json', `--outputFile=${output}`], { cwd: project, encoding: 'utf8' });
  if (stderr !== '') process.stderr.write(stderr);
  const { testResults } = JSON.parse(readFileSync(output, 'utf8')) as VitestReport;
  return (file) => {
    const tests = testResults.filter(({ name }) => name.endsWith(`/${file}.test.ts`)).flatMap(({ assertionResults }) => assertionResults);
    return {
      failed: new Map(tests.filter(({ status }) => status === 'failed').map(({ title, failureMessages }) => [title, failureMessages.join('\n')])),
      passed: tests.filter(({ status }) => status === 'passed').length,
    };
  };
}

const project = mkdtempSync(join(ROOT, '.example-'));
try {
  installPacked(project);
  for (const part of ['package.json', 'src', 'test']) cpSync(join(EXAMPLE, part), join(project, part), { recursive: true });
  const startedAt = performance.now();
  const outcomeOf = runTests(project);
  const [broken, mended] = [outcomeOf('mock'), outcomeOf('mock-mended')];
  const missed = EXPECTED.filter((id) => !/expected {2}[^]*actual {4}/.test(broken.failed.get(id) ?? ''));
  console.log(`with bugs: ${broken.passed} passed, ${broken.failed.size} failed; mended: ${mended.passed} passed, ${mended.failed.size} failed; ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  if (missed.length > 0) console.log(`not found in the mock with bugs: ${missed.join(', ')}`);
  for (const [id, message] of mended.failed) console.log(`found in the mended mock: ${id}\n${message}`);
  if (missed.length > 0 || mended.failed.size > 0 || mended.passed < 30) process.exitCode = 1;
} finally {
  rmSync(project, { recursive: true, force: true });
}
