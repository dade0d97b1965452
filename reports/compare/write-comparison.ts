import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../../specs/config-error.ts';
import { makeFolder } from '../../specs/make-folder.ts';
import type { Comparison } from './comparison.ts';
import { comparisonPage } from './comparison-page.ts';
import { comparisonSummary } from './comparison-summary.ts';

/** The text of `compare.json`: the same comparison gives the same bytes. */
export function comparisonText(comparison: Comparison): string {
  return `${JSON.stringify(comparison, null, 2)}\n`;
}

/**
 * Writes `compare.json`, `compare.html` and `compare.md` into a folder, which is made where it is missing.
 * @returns the paths written.
 * @throws {ConfigError} REPORT_FOLDER when that cannot be done.
 */
export function writeComparison(comparison: Comparison, folder: string): readonly string[] {
  const files = [['compare.json', comparisonText(comparison)], ['compare.html', comparisonPage(comparison)], ['compare.md', comparisonSummary(comparison)]] as const;
  try {
    makeFolder(folder);
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
  } catch (cause) {
    throw new ConfigError('REPORT_FOLDER', `--report ${folder}: cannot write the comparison there (${(cause as Error).message}). Name a folder that can be made and written.`, { cause });
  }
  return files.map(([name]) => join(folder, name));
}
