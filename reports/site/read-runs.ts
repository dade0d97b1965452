import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError } from '../../specs/config-error.ts';
import { fileInReport, readReport } from '../read-report.ts';
import type { Report, ReportFinding } from '../report.ts';
import { PAGE_FILE, REPORT_FILE, SUMMARY_FILE } from '../write-report.ts';
import type { SiteRun } from './site.ts';
import { slug } from './slug.ts';

/** Files of a report folder that are published. The trace is not: it is large, and everything that is said rests on the report. */
const PUBLISHED = [REPORT_FILE, PAGE_FILE, SUMMARY_FILE, 'junit.xml'] as const;

/** A run as it was found: where its files are. */
export interface FoundRun {
  readonly run: SiteRun;
  /** The folder its files are copied from. */
  readonly from: string;
}

/** A report without what only its own page shows, so that hundreds fit into memory. */
function slim(report: Report): Report {
  const bare = (finding: ReportFinding): ReportFinding => ({ ...finding, plan: { ...finding.plan, steps: [], start: {} }, exchanges: [], proof: [], ladder: [], race: null, curl: '' });
  return { ...report, trouble: [], verdicts: report.verdicts.map((row) => ({ ...row, findings: row.findings.map(bare) })) };
}

/** The report files below a folder, or the one that is named. */
function reportsIn(given: string): readonly string[] {
  const own = fileInReport(given, REPORT_FILE);
  if (own === given || statSync(own, { throwIfNoEntry: false })?.isFile() === true) return [own];
  return readdirSync(given, { recursive: true, encoding: 'utf8' }).filter((name) => name === REPORT_FILE || /[\\/]report\.json$/.test(name)).toSorted().map((name) => join(given, name));
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Names and checksums of the files that are published; null where one is not there. */
function filesOf(folder: string, report: string): SiteRun['files'] {
  return PUBLISHED.flatMap((name) => {
    const path = name === REPORT_FILE ? report : join(folder, name);
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? [{ name, sha256: sha256(path) }] : [];
  });
}

function found(path: string): FoundRun {
  const report = readReport(path);
  const from = dirname(path);
  const files = filesOf(from, path);
  const day = report.run.startedAt.slice(0, 10).replaceAll(/[^\d-]/g, '');
  return { from, run: { report: slim(report), files, folder: `reports/${slug(report.target.name)}-${day}-${files[0]?.sha256.slice(0, 12) ?? ''}` } };
}

/**
 * The runs in some folders, oldest first; the same report twice counts once.
 * @param given report folders, or folders with report folders at any depth.
 * @throws {ConfigError} REPORT_UNREADABLE when a folder holds none, or one of them is wrong.
 */
export function readRuns(given: readonly string[]): readonly FoundRun[] {
  const all = new Map<string, FoundRun>();
  for (const folder of given) {
    const paths = reportsIn(folder);
    if (paths.length === 0) throw new ConfigError('REPORT_UNREADABLE', `${folder}: holds no ${REPORT_FILE}, at any depth. Name the report folder of a run, or a folder with report folders.`);
    for (const path of paths) {
      const each = found(path);
      if (!all.has(each.run.folder)) all.set(each.run.folder, each);
    }
  }
  return [...all.values()].toSorted((a, b) => Date.parse(a.run.report.run.startedAt) - Date.parse(b.run.report.run.startedAt) || (a.run.folder < b.run.folder ? -1 : 1));
}
