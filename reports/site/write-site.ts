import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ConfigError } from '../../specs/config-error.ts';
import { makeFolder } from '../../specs/make-folder.ts';
import { reportPage } from '../page/report-page.ts';
import { readReport } from '../read-report.ts';
import { PAGE_FILE } from '../write-report.ts';
import type { FoundRun } from './read-runs.ts';
import type { Site } from './site.ts';
import { siteFiles } from './site-files.ts';

function place(folder: string, path: string): string {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  return whole;
}

/** Copies a run's files as they are. A report without its page gets one, so that links lead somewhere; it is no part of the checksums. */
function copyRun({ run, from }: FoundRun, folder: string): void {
  const [source, copy] = [resolve(from), resolve(folder, run.folder)];
  // A site that is made again from the reports it holds has them in place.
  if (source !== copy) for (const { name } of run.files) copyFileSync(join(from, name), place(folder, `${run.folder}/${name}`));
  if (!run.files.some(({ name }) => name === PAGE_FILE)) writeFileSync(place(folder, `${run.folder}/${PAGE_FILE}`), reportPage(readReport(from)));
}

/**
 * Writes a site into a folder, over what an earlier one left there.
 * @returns the path of its front page and how many files were made, copies not counted.
 * @throws {ConfigError} REPORT_FOLDER when that cannot be done.
 */
export function writeSite(site: Site, runs: readonly FoundRun[], folder: string): { readonly front: string; readonly made: number } {
  try {
    makeFolder(folder);
    let made = 0;
    for (const [path, text] of siteFiles(site)) {
      writeFileSync(place(folder, path), text);
      made += 1;
    }
    for (const run of runs) copyRun(run, folder);
    return { front: join(folder, 'index.html'), made };
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    throw new ConfigError('REPORT_FOLDER', `--out ${folder}: cannot write the site there (${(cause as Error).message}). Name a folder that can be made and written.`, { cause });
  }
}
