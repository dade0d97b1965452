/** The comparison and the site in a real browser, opened from a disk. Skipped where no chromium is installed. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { aReport, aRow, LATER } from '../compare/compare-sample.fixture.ts';
import { comparisonPage } from '../compare/comparison-page.ts';
import { compareReports } from '../compare/compare-reports.ts';
import { chromiumPath, openChromium } from '../page/chromium.fixture.ts';
import { hostileReport } from '../page/hostile-report.fixture.ts';
import { pageSample } from '../page/page-sample.fixture.ts';
import type { Report } from '../report.ts';
import { writeReport } from '../write-report.ts';
import { makeSite } from './make-site.ts';
import { readRuns } from './read-runs.ts';
import { writeSite } from './write-site.ts';

const folder = mkdtempSync(join(tmpdir(), 'metaconform-pages-'));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const complaints: string[] = [];
let browser: Browser;

function url(...parts: readonly string[]): string {
  return pathToFileURL(join(folder, ...parts)).href;
}

function on(report: Report, name: string, day: string): Report {
  return { ...report, run: { ...report.run, id: `${name}-${day}`, startedAt: `${day}T10:00:00.000Z` }, target: { ...report.target, name } };
}

const OBSERVED = { 'status/merge/map:beyond-quota': '403' };
const before = aReport([aRow('pass'), aRow('fail', { invariant: 'reads-are-stable' }), aRow('pass', { invariant: 'quota-is-kept' })], {}, OBSERVED);
const after = aReport([aRow('fail'), aRow('pass', { invariant: 'reads-are-stable' }), aRow('unknown', { invariant: 'quota-is-kept', reason: 'not exercised' })], LATER, { 'status/merge/map:beyond-quota': '413' });

async function writeAll(): Promise<void> {
  writeFileSync(join(folder, 'compare.html'), comparisonPage(compareReports(before, after)));
  writeFileSync(join(folder, 'hostile.html'), comparisonPage(compareReports(aReport([]), hostileReport(), { anyway: true })));
  const reports = [on(before, 'eu-1', '2026-01-01'), on(after, 'eu-1', '2026-02-01'), on(await pageSample(), 'eu-2', '2026-01-05'), { ...hostileReport(), run: { ...hostileReport().run, labels: {} } }];
  for (const [index, report] of reports.entries()) writeReport(report, join(folder, 'reports', String(index)));
  const runs = readRuns([join(folder, 'reports')]);
  writeSite(makeSite(runs.map(({ run }) => run), 'Our clouds'), runs, join(folder, 'site'));
}

/** Opens an address; whatever the page asks for, complains of or pops up is noted. */
async function open(address: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  page.on('console', (message) => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => { complaints.push(`dialog: ${dialog.message()}`); void dialog.dismiss(); });
  page.on('request', (request) => { if (!request.url().startsWith('file:')) complaints.push(`request: ${request.url()}`); });
  await page.goto(address);
  return page;
}

const ALL_RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']";
/** What colours and sizes can change; the rest of the document is the same in every scheme and on every screen. */
const LOOKS = "{ type: 'rule', values: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'] }";

async function severe(page: Page, runOnly = ALL_RULES): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(AXE);
  const found = await page.evaluate<AxeResults>(`axe.run(document, { runOnly: ${runOnly} })`);
  return found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.slice(0, 2).map(({ html }) => html).join(' | ')}`);
}

describe.skipIf(chromiumPath() === null)('in chromium (skipped where none is installed)', () => {
  beforeAll(async () => {
    browser = await openChromium();
    await writeAll();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });

  const PAGES = [['compare.html'], ['hostile.html'], ['site/index.html'], ['site/targets/eu-1.html'], ['site/targets/eu-2.html'], ['site/invariants/reads-are-stable.html']] as const;
  test.each(PAGES)('axe finds nothing serious in %s, light, dark and small', async (path) => {
    const page = await open(url(path));
    expect(await severe(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await severe(page, LOOKS)).toEqual([]);
    await page.setViewportSize({ width: 380, height: 800 });
    expect(await severe(page, LOOKS)).toEqual([]);
  });

  test('the comparison is filtered by change and searched, and the address keeps that', async () => {
    const page = await open(url('compare.html'));
    expect(await page.locator('.sentence').innerText()).toMatch(/^1 of 3 verdicts regressed: 1 fixed/);
    await page.getByRole('button', { name: /regressed/ }).click();
    expect(await page.locator('article:visible h3').allInnerTexts()).toEqual(['server: merge-keeps-other-keys']);
    const again = await open(page.url());
    expect(await again.locator('article:visible').count()).toBe(1);
  });

  test('without a script the comparison and the site are readable documents', async () => {
    const page = await open(url('compare.html'), { javaScriptEnabled: false });
    expect(await page.locator('article:visible').count()).toBe(3);
    expect(await page.locator('#dialect').innerText()).toMatch(/403\s+413/);
    expect(await page.locator('[data-explorer]').isVisible()).toBe(false);
    const front = await open(url('site/index.html'), { javaScriptEnabled: false });
    expect(await front.locator('.site-matrix').isVisible()).toBe(true);
    expect(await front.locator('[data-site-search]').isVisible()).toBe(false);
  });

  test('from the front page to the target, its run, and what changed', async () => {
    const page = await open(url('site/index.html'));
    await page.getByRole('link', { name: 'eu-1', exact: true }).first().click();
    expect(await page.locator('h1').innerText()).toBe('eu-1');
    await page.getByRole('link', { name: /1 regressed, 1 fixed/ }).click();
    expect(await page.locator('.sentence').innerText()).toContain('1 of 3 verdicts regressed');
    await page.goBack();
    await page.locator('.site-matrix td.fail a').first().click();
    expect(page.url()).toMatch(/reports\/eu-1-[^/]+\/index\.html#server\./);
  });

  test('the search of the site hides rows, and the address keeps its words', async () => {
    const page = await open(url('site/index.html'));
    const all = await page.locator('tr[data-row]:visible').count();
    await page.getByRole('searchbox').fill('quota-is-kept');
    expect(await page.locator('tr[data-row]:visible').count()).toBeLessThan(all);
    const again = await open(page.url());
    expect(await again.getByRole('searchbox').inputValue()).toBe('quota-is-kept');
  });

  /** The page of the target whose name is markup. */
  function hostileTarget(): string {
    return `site/targets/${readdirSync(join(folder, 'site/targets')).find((name) => !name.startsWith('eu-'))!}`;
  }

  test.each([1280, 360])('what a hostile target says runs nowhere and breaks nothing (%i wide)', async (width) => {
    for (const path of ['hostile.html', 'site/index.html', hostileTarget()]) {
      const page = await open(url(path), { viewport: { width, height: 800 } });
      await page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = true; })`);
      expect(await page.locator('img:not([src^="../badges/"], [src^="badges/"]), iframe, object, embed, base').count()).toBe(0);
      expect(await page.locator('body').innerText()).toContain('<script>alert(1)</script>');
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(width);
    }
    expect(await severe(await open(url(hostileTarget())))).toEqual([]);
  });

  test.each(['compare.html', 'site/index.html', 'site/targets/eu-1.html', 'site/invariants/reads-are-stable.html'])('%s is dark where the system is dark, or by its button, and light on paper, without its controls', async (path) => {
    const background = (page: Page): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await open(url(path));
    expect(await background(light)).toBe('rgb(255, 255, 255)');
    await light.getByRole('button', { name: /Theme/ }).click();
    await light.getByRole('button', { name: /Theme/ }).click();
    expect(await background(light)).toBe('rgb(20, 23, 26)');
    const dark = await open(url(path), { colorScheme: 'dark' });
    expect(await background(dark)).toBe('rgb(20, 23, 26)');
    await dark.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await dark.evaluate('getComputedStyle(document.body).color')).toBe('rgb(26, 29, 33)');
    expect(await dark.locator('button:visible, input:visible').count()).toBe(0);
  });

  test('on paper everything of the comparison is open, script or not', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await open(url('compare.html'), { javaScriptEnabled });
      await page.emulateMedia({ media: 'print' });
      for (const folded of await page.locator('details table').all()) expect((await folded.boundingBox())!.height).toBeGreaterThan(10);
    }
  });

  test('keys search, move and change the theme in the comparison, and the tab key shows where it is', async () => {
    const page = await open(url('compare.html'));
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('To what changed');
    await page.keyboard.press('j');
    expect(await page.locator('.current h3').innerText()).toBe('server: merge-keeps-other-keys');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect(await page.locator('.current h3').innerText()).toBe('server: merge-keeps-other-keys');
    await page.keyboard.press('/');
    await page.keyboard.type('jt');
    expect(await page.getByRole('searchbox').inputValue()).toBe('jt');
    const front = await open(url('site/index.html'));
    await front.keyboard.press('Tab');
    expect(await front.locator(':focus').evaluate((element) => element.ownerDocument.defaultView!.getComputedStyle(element).outlineStyle)).toBe('solid');
  });

  test('a link to one verdict of the comparison leads there, also against a filter', async () => {
    for (const hash of ['#server.merge-keeps-other-keys', '#?verdict=fixed&at=server.merge-keeps-other-keys']) {
      const page = await open(`${url('compare.html')}${hash}`);
      const place = page.locator('[id="server.merge-keeps-other-keys"]');
      expect(await place.isVisible()).toBe(true);
      expect((await place.boundingBox())!.y).toBeLessThan(900);
    }
  });
});
