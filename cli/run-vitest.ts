import { dirname, extname, join } from 'node:path';
import { createVitest } from 'vitest/node';
import { MetaconformReporter, PROJECT } from '../reports/metaconform-reporter.ts';
import type { Report } from '../reports/report.ts';

const ROOT = dirname(import.meta.dirname);
/** `.ts` in the sources, `.js` in the published package: the specs are vitest's to load, so they are named by path. */
const ENDING = extname(import.meta.filename);

/**
 * Starts vitest on the presenting specs, with nothing of its own printed. The engine runs inside, as a global setup, configured by METACONFORM_* variables.
 * @returns the report of the run.
 * @throws what the global setups throw: {@link ConfigError} and the other errors of a wrong call among them.
 */
export async function runVitest(): Promise<Report> {
  const reporter = new MetaconformReporter();
  const vitest = await createVitest({
    config: false,
    root: ROOT,
    name: PROJECT,
    include: [`specs/conformance.spec${ENDING}`],
    // By default vitest leaves out node_modules and dist, which is where an installed package has its specs.
    exclude: [],
    globalSetup: [join(ROOT, `specs/global-setup${ENDING}`), join(ROOT, `reports/present-setup${ENDING}`)],
    reporters: [reporter],
    pool: 'threads',
    maxWorkers: 1,
    watch: false,
    silent: true,
    // An installation may be read-only.
    cache: false,
    fsModuleCache: false,
  });
  try {
    await vitest.start();
    if (reporter.report !== null) return reporter.report;
    const [first] = vitest.state.getUnhandledErrors();
    throw new Error('vitest ended without a report', { cause: first });
  } finally {
    await vitest.close();
  }
}
