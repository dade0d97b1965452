import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { aReport, aRow } from '../compare/compare-sample.fixture.ts';
import { hostileReport, HOSTILE } from '../page/hostile-report.fixture.ts';
import type { Report } from '../report.ts';
import { writeReport } from '../write-report.ts';
import { badgeOf, badgeSvg } from './badge.ts';
import { makeSite } from './make-site.ts';
import { readRuns } from './read-runs.ts';
import type { SiteRun } from './site.ts';
import { siteFiles } from './site-files.ts';
import { slug } from './slug.ts';
import { writeSite } from './write-site.ts';

/** A report of a target and a day. */
function reportOf(name: string, day: string, report: Report = aReport([aRow('pass')])): Report {
  return { ...report, run: { ...report.run, id: `${name} ${day}`, startedAt: `${day}T00:00:00.000Z` }, target: { ...report.target, name } };
}

function siteRun(report: Report): SiteRun {
  return { report, folder: `reports/${slug(report.run.id)}`, files: [{ name: 'report.json', sha256: 'ab'.repeat(32) }] };
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'metaconform-site-'));
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

describe('a site on a disk', () => {
  const [from, out] = [newFolder(), join(newFolder(), 'site')];
  const broken = aReport([aRow('fail')]);
  beforeAll(() => {
    writeReport(reportOf('one', '2026-01-01'), join(from, 'a'));
    writeReport(reportOf('one', '2026-02-01', broken), join(from, 'deep/er/b'));
    writeReport(reportOf('two', '2026-01-15'), join(from, 'c'));
    const runs = readRuns([from, join(from, 'a')]);
    writeSite(makeSite(runs.map(({ run }) => run), 'Ours'), runs, out);
  });
  const folders = (): readonly string[] => readdirSync(join(out, 'reports'));

  test('every report is there once, as it was, and its checksums prove it', () => {
    expect(folders()).toHaveLength(3);
    const originals = ['a', 'deep/er/b', 'c'].map((name) => sha256(join(from, name, 'report.json')));
    for (const folder of folders()) {
      const lines = readFileSync(join(out, 'reports', folder, 'SHA256SUMS'), 'utf8').trim().split('\n').map((line) => line.split('  '));
      expect(lines.map(([, name]) => name)).toEqual(['report.json', 'index.html', 'summary.md']);
      for (const [sum, name] of lines) expect(sha256(join(out, 'reports', folder, name!))).toBe(sum);
      expect(originals).toContain(lines[0]![0]);
    }
  });

  test('no link leads nowhere', () => {
    const pages = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html') && !/^reports.[^/\\]+.index/.test(name));
    expect(pages.length).toBeGreaterThan(4);
    for (const page of pages) {
      const hrefs = [...readFileSync(join(out, page), 'utf8').matchAll(/ href="([^"#]+)/g)].map(([, href]) => href!);
      for (const href of hrefs) expect(existsSync(resolve(out, dirname(page), href)), `${page} leads to ${href}`).toBe(true);
    }
  });

  test('what changed from run to run has a page, in the order of time', () => {
    const step = folders().find((name) => name.startsWith('one-2026-02-01'))!;
    expect(readFileSync(join(out, 'reports', step, 'since-the-run-before.html'), 'utf8')).toContain('1 of 1 verdicts regressed');
    expect(readFileSync(join(out, 'targets/one.html'), 'utf8')).toContain('1 regressed');
  });

  test('made again from the reports it holds, it is the same to the byte', () => {
    const runs = readRuns([out]);
    const before = readFileSync(join(out, 'index.html'), 'utf8');
    writeSite(makeSite(runs.map(({ run }) => run), 'Ours'), runs, out);
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toBe(before);
    expect(folders()).toHaveLength(3);
  });

  test('a folder without reports, and a report that is none, are named', () => {
    const empty = newFolder();
    expect(() => readRuns([empty])).toThrow(/holds no report\.json, at any depth/);
    mkdirSync(join(empty, 'x'));
    writeFileSync(join(empty, 'x/report.json'), '{}');
    expect(() => readRuns([empty])).toThrow(/report\.json: is not a report/);
  });
});

describe('targets', () => {
  test('runs belong together by label, cloud or name, and by profile; those that fail come first', () => {
    const labelled = (day: string, name: string): Report => { const report = reportOf(name, day); return { ...report, run: { ...report.run, labels: { target: 'ours' } } }; };
    const documented = reportOf('one', '2026-03-01');
    const site = makeSite([reportOf('one', '2026-01-01'), labelled('2026-01-02', 'x'), labelled('2026-01-03', 'y'), { ...documented, run: { ...documented.run, profile: 'documented' as const }, summary: { ...documented.summary, verdict: 'pass' as const } }].map(siteRun), 'T');
    expect(site.targets.map(({ slug: path, runs }) => [path, runs.length])).toEqual([['one', 1], ['ours', 2], ['one_documented', 1]]);
  });

  test('a step between runs with other contracts is told as not comparable', () => {
    const other = reportOf('one', '2026-02-01');
    const site = makeSite([reportOf('one', '2026-01-01'), { ...other, contracts: [] }].map(siteRun), 'T');
    expect(site.targets[0]?.steps).toEqual([null]);
  });
});

describe('a name as a path', () => {
  test.each([['reference cloud', /^reference_cloud$/], ['../../etc', /^etc-[0-9a-f]{6}$/], ['A', /^a-[0-9a-f]{6}$/], ['', /^target-[0-9a-f]{6}$/], ['..', /^target-[0-9a-f]{6}$/], ['x/y', /^x-y-[0-9a-f]{6}$/]])('%s', (name, path) => {
    expect(slug(name)).toMatch(path);
  });

  test('two names never share one', () => {
    const names = ['a b', 'a-b', 'A b', 'a  b', 'a/b', 'ä', 'ö', 'a_b', 'a_', 'a-'];
    expect(new Set(names.map(slug)).size).toBe(names.length);
  });
});

describe('badges', () => {
  test('bear the count, the day and the version, and are what badge services read', () => {
    const report = reportOf('one', '2026-01-01', aReport([aRow('pass'), aRow('fail'), aRow('not-applicable'), aRow('waived')]));
    expect(badgeOf(report)).toEqual({ schemaVersion: 1, label: 'metadata conformance', message: `1 of 3 fail, 1 waived · 2026-01-01 · ${report.tool.version}`, color: '#b0121f' });
    expect(badgeOf(reportOf('one', '2026-01-01')).message).toMatch(/^1 of 1 pass · /);
    expect(badgeOf(reportOf('one', '2026-01-01', aReport([aRow('unknown')]))).message).toMatch(/^1 of 1 unknown · /);
    expect(badgeOf(reportOf('one', '2026-01-01', aReport([]))).color).not.toBe(badgeOf(reportOf('one', '2026-01-01')).color);
  });

  test('nothing in a label becomes markup', () => {
    expect(badgeSvg(badgeOf(hostileReport(), HOSTILE))).not.toMatch(/<script|<img|[\u0000\u001b\u202e]/);
  });
});

test('ids from the reports of strangers cannot write outside the site', () => {
  const report = { ...hostileReport(), verdicts: [aRow('fail', { invariant: '../../../evil', contract: '/etc/passwd' })] };
  const paths = [...siteFiles(makeSite([siteRun(report)], HOSTILE))].map(([path]) => path);
  expect(paths.filter((path) => path.split('/').includes('..') || path.startsWith('/'))).toEqual([]);
  expect(paths).toContainEqual(expect.stringMatching(/^invariants\/.*evil-[0-9a-f]{6}\.html$/));
});

describe('weight', () => {
  const rows = Array.from({ length: 5 }, (_, contract) => Array.from({ length: 42 }, (_each, index) => aRow('pass', { contract: `contract-${contract}`, invariant: `a-rather-long-invariant-name-number-${index}` }))).flat();
  test.each([20, 200])('the front page of 200 reports on %i targets stays below 500 kB', (targets) => {
    const runs = Array.from({ length: 200 }, (_, index) => siteRun(reportOf(`cloud-${index % targets}`, new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10), aReport(rows))));
    const front = siteFiles(makeSite(runs, 'Weight')).next().value as unknown as readonly [string, string];
    expect(front[0]).toBe('index.html');
    expect(Buffer.byteLength(front[1])).toBeLessThan(500_000);
    expect(front[1]).toContain(targets === 20 ? 'site-matrix' : 'matrix.html');
  });
});
