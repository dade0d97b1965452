/**
 * How long a site of many reports takes and how much its front page weighs: the reports are copies of real ones, with other targets, releases and dates.
 *
 * Usage: node bench/site.ts [REPORTS [TARGETS]] [--from DIR ...]    200 reports of 20 targets; without --from the reports are made here, on the reference cloud
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readReport } from '../reports/read-report.ts';
import type { Report } from '../reports/report.ts';

const MAIN = join(resolve(import.meta.dirname, '..'), 'cli/main.ts');
const RUNS: readonly (readonly string[])[] = [[], ['--only', 'server', '--fault', 'merge-replaces'], ['--fault', 'control-characters-refused'], ['--only', 'server', '--fault', 'empty-value-dropped']];
const DAY_MS = 86_400_000;

function call(...args: readonly string[]): number {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' });
  if (status === null || status === 3) throw new Error(`metaconform ${args.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - began;
}

function realReports(folder: string): readonly string[] {
  return RUNS.map((run, index) => {
    const report = join(folder, `real-${index}`);
    call('run', '--seed', String(index + 1), '--report', report, ...run);
    return report;
  });
}

/** A report as another target would have left it, on another day. */
function moved(report: Report, index: number, targets: number): Report {
  const at = new Date(Date.UTC(2026, 0, 1) + index * DAY_MS).toISOString();
  return { ...report, run: { ...report.run, id: `run-${index}`, startedAt: at }, target: { ...report.target, name: `cloud-${index % targets}`, release: `26.${Math.floor(index / targets)}` } };
}

function generate(from: readonly string[], folder: string, count: number, targets: number): void {
  const known = from.map((each) => ({ folder: each, report: readReport(each) }));
  for (let index = 0; index < count; index += 1) {
    const real = known[(index * 7) % known.length];
    if (real === undefined) return;
    const own = join(folder, String(index));
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, 'report.json'), JSON.stringify(moved(real.report, index, targets), null, 2));
    copyFileSync(join(real.folder, 'index.html'), join(own, 'index.html'));
  }
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { from: { type: 'string', multiple: true, default: [] } } });
const [count = 200, targets = 20] = positionals.map(Number);
const folder = mkdtempSync(join(tmpdir(), 'metaconform-site-'));
try {
  generate(values.from.length > 0 ? values.from : realReports(folder), join(folder, 'reports'), count, targets);
  const took = call('site', join(folder, 'reports'), '--out', join(folder, 'site'));
  const bytes = statSync(join(folder, 'site/index.html')).size;
  console.log(`${count} reports of ${targets} targets: ${(took / 1000).toFixed(1)} s, front page ${(bytes / 1000).toFixed(0)} kB`);
} finally {
  rmSync(folder, { recursive: true });
}
