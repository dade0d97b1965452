/**
 * Pictures of the report for the documentation, from real runs on the reference cloud: clean, with a sequential fault, with a race.
 *
 * With pngquant installed (Debian has it) they are made smaller.
 *
 * Usage: node bench/screenshots.ts [--many [DIR ...] | DIR [NAME]]    without DIR the runs are made (--many: only those of the comparison and the site, which also shows the
 * reports named); with DIR a report folder is pictured as NAME-….png
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { chromiumPath, openChromium } from '../reports/page/chromium.fixture.ts';

const ROOT = resolve(import.meta.dirname, '..');
const OUT = join(ROOT, 'docs/screenshots');

interface Picture {
  readonly name: string;
  /** Which run, as it is called on the command line. */
  readonly run: readonly string[];
  /** What stands at the top of the picture; empty for the top of the page. */
  readonly hash: string;
  readonly scheme: 'light' | 'dark';
  readonly height: number;
}

const CLEAN: readonly string[] = [];
const MERGE = ['--fault', 'merge-replaces', '--only', 'server'];
const PICTURES: readonly Picture[] = [
  { name: 'report-clean', run: CLEAN, hash: '', scheme: 'light', height: 900 },
  { name: 'report-dialect', run: CLEAN, hash: '#dialect', scheme: 'light', height: 900 },
  { name: 'report-fault', run: MERGE, hash: '', scheme: 'light', height: 900 },
  { name: 'report-ladder', run: MERGE, hash: '#?q=invariant:merge-keeps-other-keys+class:plain&at=findings', scheme: 'light', height: 1000 },
  { name: 'report-ladder-dark', run: MERGE, hash: '#?q=invariant:merge-keeps-other-keys+class:plain&at=findings', scheme: 'dark', height: 1000 },
  { name: 'report-matrix', run: ['--fault', 'replace-merges', '--budget-requests', '200'], hash: '#matrix', scheme: 'light', height: 1000 },
  { name: 'report-lost-update', run: ['--fault', 'lost-update', '--only', 'server'], hash: '#findings', scheme: 'light', height: 900 },
  { name: 'report-empty-window', run: ['--fault', 'replaces-show-an-empty-map', '--only', 'server'], hash: '#findings', scheme: 'dark', height: 1000 },
];

function perform(run: readonly string[], report: string): void {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'cli/main.ts'), 'run', '--seed', '1', '--report', report, ...run], { encoding: 'utf8' });
  if (status === null || status === 3) throw new Error(`metaconform run ${run.join(' ')} ended with ${status}: ${stderr}`);
}

/** Fewer colours take a third of the room; without pngquant the picture stays as it is. */
function saved(path: string): void {
  spawnSync('pngquant', ['--force', '--skip-if-larger', '--strip', '--output', path, '128', path]);
  console.log(path);
}

async function take(browser: Browser, report: string, { name, hash, scheme, height }: Picture): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height }, colorScheme: scheme });
  await page.goto(`${pathToFileURL(join(report, 'index.html')).href}${hash}`);
  const path = join(OUT, `${name}.png`);
  await page.screenshot({ path });
  await page.close();
  saved(path);
}

/** Each run is made once, however many pictures show it. */
async function ofRuns(browser: Browser): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'metaconform-screenshots-'));
  try {
    for (const [call, pictures] of Map.groupBy(PICTURES, ({ run }) => run.join(' '))) {
      const report = join(folder, call.replaceAll(/\W+/g, '-') || 'clean');
      perform(pictures[0]?.run ?? [], report);
      for (const picture of pictures) await take(browser, report, picture);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function call(...args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'cli/main.ts'), ...args], { encoding: 'utf8' });
  if (status === null || status > 1) throw new Error(`metaconform ${args.join(' ')} ended with ${status}: ${stderr}`);
}

/** The releases of an imaginary cloud: what an upgrade breaks, and what the next one mends. */
const RELEASES: readonly (readonly [target: string, ...run: readonly string[]])[] = [
  ['eu-1'], ['eu-1', '--fault', 'empty-value-dropped'], ['eu-1', '--fault', 'control-characters-refused'], ['eu-2'], ['eu-2', '--fault', 'bad-tokens-may-upsert'], ['lab', '--fault', 'merge-replaces'],
];

async function takePage(browser: Browser, page: string, picture: Omit<Picture, 'run'>): Promise<void> {
  const shown = await browser.newPage({ viewport: { width: 1280, height: picture.height }, colorScheme: picture.scheme });
  await shown.goto(`${pathToFileURL(page).href}${picture.hash}`);
  const path = join(OUT, `${picture.name}.png`);
  await shown.screenshot({ path });
  await shown.close();
  saved(path);
}

/** A comparison and a site, of runs on the server contract. */
async function ofManyRuns(browser: Browser, further: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'metaconform-screenshots-'));
  const at = (...parts: readonly string[]): string => join(folder, ...parts);
  try {
    for (const [index, [target, ...run]] of RELEASES.entries()) perform(['--only', 'server', '--label', `target=${target}`, ...run], at('runs', String(index)));
    call('compare', at('runs/0'), at('runs/1'), '--report', at('comparison'));
    call('site', at('runs'), ...further, '--out', at('site'), '--title', 'Our clouds');
    await takePage(browser, at('comparison/compare.html'), { name: 'compare', hash: '', scheme: 'light', height: 1300 });
    await takePage(browser, at('site/index.html'), { name: 'site', hash: '', scheme: 'light', height: 1200 });
    await takePage(browser, at('site/targets/eu-1.html'), { name: 'site-target', hash: '', scheme: 'dark', height: 1200 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function ofFolder(browser: Browser, report: string, name: string): Promise<void> {
  for (const [part, hash] of [['top', ''], ['matrix', '#matrix'], ['findings', '#findings'], ['dialect', '#dialect']] as const) await take(browser, resolve(report), { name: `${name}-${part}`, run: [], hash, scheme: 'light', height: 1000 });
}

if (chromiumPath() === null) {
  console.log('skipped: no chromium is installed. Install the package chromium of your system, or set CHROMIUM to the path of a browser.');
} else {
  mkdirSync(OUT, { recursive: true });
  const browser = await openChromium();
  const [report, name = 'report'] = process.argv.slice(2);
  try {
    if (report === '--many') await ofManyRuns(browser, process.argv.slice(3));
    else if (report === undefined) {
      await ofRuns(browser);
      await ofManyRuns(browser, []);
    } else await ofFolder(browser, report, name);
  } finally {
    await browser.close();
  }
}
