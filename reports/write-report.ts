import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../specs/make-folder.ts';
import { ConfigError } from '../specs/config-error.ts';
import { reportPage } from './page/report-page.ts';
import { PAGE_FILE, REPORT_FILE, SUMMARY_FILE } from './report-files.ts';
import type { Report } from './report.ts';
import { runSummary } from './summary/run-summary.ts';

export { PAGE_FILE, REPORT_FILE, SUMMARY_FILE };

/** The text of `report.json`: the same report gives the same bytes. */
export function reportText(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/**
 * Writes `report.json`, `index.html` and `summary.md` into a folder, which is made where it is missing.
 * @returns the paths written, `report.json` first.
 * @throws {ConfigError} REPORT_FOLDER when that cannot be done.
 */
export function writeReport(report: Report, folder: string): readonly string[] {
  const files = [[join(folder, REPORT_FILE), reportText(report)], [join(folder, PAGE_FILE), reportPage(report)], [join(folder, SUMMARY_FILE), runSummary(report)]] as const;
  try {
    makeFolder(folder);
    for (const [path, text] of files) writeFileSync(path, text);
  } catch (cause) {
    throw new ConfigError('REPORT_FOLDER', `--report ${folder}: cannot write the report there (${(cause as Error).message}). Name a folder that can be made and written.`, { cause });
  }
  return files.map(([path]) => path);
}
