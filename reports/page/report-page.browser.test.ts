/** The page in a real browser, opened from a disk. Skipped where no chromium is installed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, openChromium } from './chromium.fixture.ts';
import { hostileReport } from './hostile-report.fixture.ts';
import { pageSample } from './page-sample.fixture.ts';
import { reportPage } from './report-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'metaconform-page-'));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RACE = 'invariant-acknowledged-writes-survive-races';

let browser: Browser;
const complaints: string[] = [];

function fileOf(name: string, html: string): string {
  const path = join(folder, `${name}.html`);
  writeFileSync(path, html);
  return pathToFileURL(path).href;
}

const SAMPLE = await pageSample();
const sample = fileOf('sample', reportPage(SAMPLE));
const hostile = fileOf('hostile', reportPage(hostileReport()));
const findings = SAMPLE.verdicts.flatMap((row) => row.findings);
const folded = findings.find(({ groupedUnder }) => groupedUnder !== null)!;

/** Opens an address; whatever the page asks for, complains of or pops up is noted. */
async function open(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  page.on('console', (message) => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => { complaints.push(`dialog: ${dialog.message()}`); void dialog.dismiss(); });
  page.on('request', (request) => { if (!request.url().startsWith('file:')) complaints.push(`request: ${request.url()}`); });
  await page.goto(url);
  return page;
}

const ALL_RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']";
/** What colours and sizes can change; the rest of the document is the same in every scheme and on every screen. */
const LOOKS = "{ type: 'rule', values: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'] }";

async function severe(page: Page, runOnly = ALL_RULES): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(AXE);
  const found = await page.evaluate<AxeResults>(`axe.run(document, { runOnly: ${runOnly} })`);
  return found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`);
}

describe.skipIf(chromiumPath() === null)('in chromium (skipped where none is installed)', () => {
  beforeAll(async () => { browser = await openChromium(); });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });

  test('without a script it is a readable document, and its links lead on', async () => {
    const page = await open(sample, { javaScriptEnabled: false });
    expect(await page.locator('.banner').innerText()).toContain('sample breaks what its API promises');
    expect(await page.locator('.matrix').isVisible()).toBe(true);
    expect(await page.locator('article.finding').first().locator('.ladder, .lanes').first().isVisible()).toBe(true);
    expect(await page.locator('[data-explorer]').isVisible()).toBe(false);
    expect(await page.locator('button:visible').count()).toBe(0);
    await page.locator('.matrix td.fail a').first().click();
    expect(page.url()).toMatch(/#server\./);
  });

  test('a word of the search hides what does not hold it, and the address keeps the word', async () => {
    const page = await open(sample);
    const shown = async (): Promise<number> => page.locator('article.invariant:visible').count();
    const all = await shown();
    await page.locator('[data-search]').fill('side by side');
    expect(await page.locator('article.invariant:visible').count()).toBeLessThan(all);
    await page.locator('[data-search]').fill('invariant:acknowledged-writes contract:server');
    expect(await shown()).toBe(1);
    expect(await page.locator('[data-count]').innerText()).toMatch(/^1 of \d+ verdicts, \d+ of \d+ findings$/);
    await page.reload();
    expect(await shown()).toBe(1);
    expect(await page.locator('[data-search]').inputValue()).toBe('invariant:acknowledged-writes contract:server');
    await page.locator('[data-search]').fill('no such word anywhere');
    expect(await page.locator('#findings [data-nothing]').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await shown()).toBe(all);
    expect(new URL(page.url()).hash).toBe('');
  });

  test('filters by verdict and contract add up, and are told by aria-pressed and by the address', async () => {
    const page = await open(`${sample}#?verdict=waived,fail`);
    const verdicts = async (): Promise<readonly string[]> => page.locator('#invariants tr[data-verdict]:visible').evaluateAll((rows) => [...new Set(rows.map((row) => row.getAttribute('data-verdict') ?? ''))].toSorted());
    expect(await verdicts()).toEqual(['fail', 'waived']);
    await page.locator('[data-filter-verdict=waived]').click();
    expect(await verdicts()).toEqual(['fail']);
    expect(await page.locator('[aria-pressed=true]').allInnerTexts()).toEqual([' failed']);
    await page.locator('[data-filter-contract]').selectOption('server');
    expect(new URL(page.url()).hash).toBe('#?verdict=fail&contract=server');
    await page.locator('.matrix td.fail a').first().click();
    expect(new URL(page.url()).hash).toMatch(/^#\?verdict=fail&contract=server&at=server\./);
    expect(await verdicts()).toEqual(['fail']);
  });

  test('a link to a folded finding opens what it is folded in, also against a filter', async () => {
    for (const hash of [`#finding-${folded.id}`, `#?verdict=unknown&at=finding-${folded.id}`]) {
      const page = await open(`${sample}${hash}`);
      const place = page.locator(`#finding-${folded.id}`);
      expect(await place.evaluate((element) => element.hasAttribute('open'))).toBe(true);
      expect(await place.locator('.comparison').isVisible()).toBe(true);
      expect((await place.boundingBox())!.y).toBeLessThan(900);
    }
  });

  test('keys search, move, help and change the theme, but not while one types', async () => {
    const page = await open(sample);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect(await page.locator('.current').getAttribute('id')).toBe(await page.locator('article.finding').first().getAttribute('id'));
    await page.keyboard.press('s');
    await page.keyboard.type('jk?');
    expect(await page.locator('[data-search]').inputValue()).toBe('jk?');
    expect(await page.locator('dialog').isVisible()).toBe(false);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    expect(await page.locator('dialog').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog').isVisible()).toBe(false);
    await page.keyboard.press('/');
    expect(await page.evaluate(`document.activeElement.matches('[data-search]')`)).toBe(true);
  });

  test('everything can be reached with the tab key and shows that it has the focus', async () => {
    const page = await open(sample);
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('To the matrix');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').evaluate((element) => element.ownerDocument.defaultView!.getComputedStyle(element).outlineStyle)).toBe('solid');
  });

  test('dark where the system is dark, and the other way round with the button', async () => {
    const background = (page: Page): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await open(sample, { colorScheme: 'light' });
    expect(await background(light)).toBe('rgb(255, 255, 255)');
    await light.keyboard.press('t');
    await light.keyboard.press('t');
    expect(await background(light)).toBe('rgb(20, 23, 26)');
    expect(await background(await open(sample, { colorScheme: 'dark' }))).toBe('rgb(20, 23, 26)');
  });

  test.each([true, false])('on paper everything is open and the controls are gone (script: %s)', async (javaScriptEnabled) => {
    const page = await open(sample, { javaScriptEnabled, colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const inside = page.locator(`#finding-${folded.id} .comparison`);
    expect((await inside.boundingBox())!.height).toBeGreaterThan(20);
    expect(await page.locator('.toolbar').isVisible()).toBe(false);
    expect(await page.locator('body').evaluate((body) => body.ownerDocument.defaultView!.getComputedStyle(body).color)).toBe('rgb(26, 29, 33)');
  });

  test.each([['light', ALL_RULES], ['dark', LOOKS]] as const)('axe finds nothing serious (%s)', async (colorScheme, rules) => {
    const page = await open(sample, { colorScheme });
    await page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = true; })`);
    expect(await severe(page, rules)).toEqual([]);
    await page.keyboard.press('?');
    expect(await severe(page, rules)).toEqual([]);
    await page.goto(hostile);
    expect(await severe(page, rules)).toEqual([]);
  });

  test.each([1280, 360])('what a hostile target says runs nowhere and breaks nothing (%i wide)', async (width) => {
    const page = await open(hostile, { viewport: { width, height: 800 } });
    await page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = true; })`);
    expect(await page.locator('img, iframe, object, embed, link, base').count()).toBe(0);
    expect(await page.title()).toContain('<script>alert(1)</script>');
    expect(await page.locator('.finding').count()).toBe(1);
    expect(await page.locator('.matrix tbody tr[data-item]').count()).toBe(5);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.locator('[data-search]').fill('<script> alert(2)');
    expect(await page.locator('.finding').isVisible()).toBe(true);
    await page.locator('[data-filter-contract]').selectOption({ index: 1 });
    expect(await page.locator('.finding').isVisible()).toBe(true);
    await page.goto(`${hostile}#?q=%3Cimg%20src%3Dx%3E&at=%22%3E%3Cscript%3E&verdict=__proto__`);
    expect(await page.locator('[data-search]').inputValue()).toBe('<img src=x>');
  });

  test('a narrow screen is not scrolled sideways', async () => {
    const page = await open(sample, { viewport: { width: 320, height: 700 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(await page.locator(`#${RACE}`).count()).toBe(1);
  });
});
