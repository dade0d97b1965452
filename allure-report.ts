/**
 * Makes the Allure 3 report of a run from its allure-results/, with history and known issues.
 *
 * Usage: npm run report:allure -- [DIR] [--history FILE] [--out DIR]
 *
 * DIR is the report folder of a run (conformance-report); the history (allure-history.jsonl) grows by one line a run and is worth keeping between runs; the report is written to
 * DIR/allure-report.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { withoutAnalytics } from './reports/allure/without-analytics.ts';

interface Call {
  readonly run: string;
  readonly history: string;
  readonly out: string;
}

function callOf(argv: readonly string[]): Call {
  const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: { history: { type: 'string', default: 'allure-history.jsonl' }, out: { type: 'string' } } });
  const run = resolve(positionals[0] ?? 'conformance-report');
  return { run, history: resolve(values.history), out: resolve(values.out ?? join(run, 'allure-report')) };
}

/** The configuration that the run left, with what this call adds to it. */
function configOf({ run, history, out }: Call, scratch: string): object {
  const own = JSON.parse(readFileSync(join(run, 'allurerc.json'), 'utf8')) as { readonly resolutions?: object };
  return { ...own, output: out, historyPath: history, appendHistory: true, resolutions: { ...own.resolutions, knownIssuesPath: join(scratch, 'known-issues.json') }, plugins: { awesome: { options: { groupBy: ['epic', 'feature'], reportLanguage: 'en' } } } };
}

/** The pages call a statistics service; nobody who publishes a report has asked for that. */
function silence(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.html'))) {
    const path = join(folder, name);
    writeFileSync(path, withoutAnalytics(readFileSync(path, 'utf8')));
  }
}

function generate(call: Call): number {
  const scratch = mkdtempSync(join(tmpdir(), 'metaconform-allure-'));
  const config = join(scratch, 'allurerc.json');
  writeFileSync(config, JSON.stringify(configOf(call, scratch)));
  const allure = join(import.meta.dirname, 'node_modules/allure/cli.js');
  rmSync(call.out, { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, [allure, 'generate', '--config', config, join(call.run, 'allure-results')], { stdio: 'inherit', cwd: call.run, env: { ...process.env, ALLURE_NO_ANALYTICS: '1' } });
  rmSync(scratch, { recursive: true });
  if (status === 0) silence(call.out);
  return status ?? 1;
}

const call = callOf(process.argv.slice(2));
if (existsSync(join(call.run, 'allure-results'))) {
  process.exitCode = generate(call);
} else {
  process.stderr.write(`${call.run}: holds no allure-results. Name the report folder of a run: npm run report:allure -- DIR\n`);
  process.exitCode = 3;
}
