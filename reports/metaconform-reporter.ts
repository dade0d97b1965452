import { join, resolve } from 'node:path';
import { JUnitReporter, type Reporter, type SerializedError, type TestModule, type TestSpecification, type Vitest } from 'vitest/node';
import { runHandoff } from '../specs/run-handoff.ts';
import { type AllureRecorder, startAllure } from './allure/allure-recorder.ts';
import { progressView } from './progress.ts';
import type { Report } from './report.ts';
import { appendJobSummary } from './summary/job-summary.ts';
import { runSummary } from './summary/run-summary.ts';
import { closingTable, isColored } from './terminal.ts';
import { writeReport } from './write-report.ts';

/** Name of the vitest project whose run this reporter presents. */
export const PROJECT = 'conformance';

/** Where the reporter writes for people. */
export interface ReporterStreams {
  readonly out: NodeJS.WriteStream;
  readonly progress: NodeJS.WriteStream;
}

/**
 * The vitest reporter of a conformance run: shows the progress, and at the end writes `report.json`, `index.html`, `summary.md` and, through vitest's own
 * reporter and that of Allure, `junit.xml` and `allure-results/`, and prints the table. Without effect when the project `conformance` is not part of the run.
 */
export class MetaconformReporter implements Reporter {
  /** The report of the run, once it has ended. */
  report: Report | null = null;
  readonly #streams: ReporterStreams;
  readonly #endProgress: { call: () => void } = { call: () => undefined };
  #vitest: Vitest | null = null;
  #allure: AllureRecorder | null = null;

  constructor(streams: ReporterStreams = { out: process.stdout, progress: process.stderr }) {
    this.#streams = streams;
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  /** Comes before the global setups, so before anything is sent. */
  async onTestRunStart(specifications: readonly TestSpecification[]): Promise<void> {
    if (this.#vitest === null || !specifications.some((each) => each.project.name === PROJECT)) return;
    this.#allure = await startAllure(this.#vitest, PROJECT);
    const view = progressView(this.#streams.progress);
    const handoff = runHandoff();
    handoff.onProgress = view.show;
    handoff.onInterrupt = () => void this.#streams.progress.write('\nstopping: putting everything back; Ctrl-C again kills the run and leaves that undone\n');
    this.#endProgress.call = view.end;
  }

  async onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): Promise<void> {
    this.#endProgress.call();
    const outcome = this.#vitest?.projects.find((project) => project.name === PROJECT)?.getProvidedContext().metaconformReport;
    if (outcome === undefined || this.#vitest === null) return;
    const { report, folder } = outcome;
    const files = writeReport(report, folder);
    const junit = join(folder, 'junit.xml');
    await writeJunit(this.#vitest, junit, modules, errors);
    const allure = this.#allure?.end(modules, report, folder);
    this.report = report;
    appendJobSummary(runSummary(report), process.env);
    this.#streams.out.write(closingTable(report, [...files, junit, ...(allure === undefined ? [] : [allure]), join(folder, 'trace.ndjson')], { color: isColored(this.#streams.out) }));
  }
}

/** vitest's own JUnit reporter, limited to the tests that present a target, and without its line on the terminal: the table names the file. */
async function writeJunit(vitest: Vitest, outputFile: string, modules: readonly TestModule[], errors: readonly SerializedError[]): Promise<void> {
  // A relative path would be taken from vitest's root, which for an installed package is inside node_modules.
  const reporter = new JUnitReporter({ outputFile: resolve(outputFile), suiteName: 'metaconform' });
  await reporter.onInit(vitest);
  await withoutLog(vitest, () => reporter.onTestRunEnd(modules.filter((each) => each.project.name === PROJECT), errors));
}

/** Runs something whose lines on the terminal are not wanted; errors are still shown. */
async function withoutLog(vitest: Vitest, work: () => Promise<void>): Promise<void> {
  const { logger } = vitest;
  const log = logger.log.bind(logger);
  logger.log = () => undefined;
  try {
    await work();
  } finally {
    logger.log = log;
  }
}
