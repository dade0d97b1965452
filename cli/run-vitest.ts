import { once } from 'node:events';
import { dirname, extname, join } from 'node:path';
import { createVitest, type Vitest } from 'vitest/node';
import { MetaconformReporter, PROJECT } from '../reports/metaconform-reporter.ts';
import type { Report } from '../reports/report.ts';

const ROOT = dirname(import.meta.dirname);
/** `.ts` in the sources, `.js` in the published package: the specs are vitest's to load, so they are named by path. */
const ENDING = extname(import.meta.filename);

/** How vitest is started. */
export interface VitestOptions {
  /** Opens vitest's own UI on the verdicts and leaves it open until Ctrl-C. Default false. */
  readonly ui?: boolean;
}

/** Only this machine is served, and what is opened can neither write files nor run anything: verdicts are to be looked at. */
const UI = { ui: true, open: true, watch: true, api: { host: '127.0.0.1', allowWrite: false, allowExec: false } } as const;

/** Says where the UI is and waits for Ctrl-C. */
async function showUi(vitest: Vitest): Promise<void> {
  const address = vitest.vite.resolvedUrls?.local[0] ?? 'http://127.0.0.1:51204/';
  const page = new URL(vitest.config.uiBase, address);
  // vitest lets in whoever knows its token, which it makes anew for each installation.
  page.searchParams.set('token', vitest.config.api.token);
  process.stderr.write(`the UI of vitest: ${page.href}\nCtrl-C ends it.\n`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}

/**
 * Starts vitest on the presenting specs, with nothing of its own printed. The engine runs inside, as a global setup, configured by METACONFORM_* variables.
 * @returns the report of the run.
 * @throws what the global setups throw: {@link ConfigError} and the other errors of a wrong call among them.
 */
export async function runVitest({ ui = false }: VitestOptions = {}): Promise<Report> {
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
    ...(ui ? UI : { watch: false }),
    silent: true,
    // An installation may be read-only.
    cache: false,
    fsModuleCache: false,
    // Nothing runs again when a file changes: the verdicts are those of this run.
  }, { server: { watch: null } });
  try {
    await vitest.start();
    if (reporter.report !== null) {
      if (ui) await showUi(vitest);
      return reporter.report;
    }
    const [first] = vitest.state.getUnhandledErrors();
    throw new Error('vitest ended without a report', { cause: first });
  } finally {
    await vitest.close();
  }
}
