import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { PresentedTest } from '../specs/present-run.ts';
import { allureFacts } from './allure/allure-facts.ts';
import type { Report } from './report.ts';
import { testMessage } from './test-message.ts';
import { REPORT_FILE } from './write-report.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** For the reporter in the main process; plain data without secrets. */
    metaconformReport: { readonly report: Report; readonly folder: string };
  }
}

/** The tests that present a report, one per contract and invariant. */
export function presentedTests(report: Report, folder: string): readonly PresentedTest[] {
  return report.verdicts.map((row) => ({ contract: row.contract, invariant: row.invariant, verdict: row.verdict, message: testMessage(row, join(folder, REPORT_FILE)), allure: allureFacts(row) }));
}

/** Gives a report to the workers, as tests in words, and to the reporter, as it is. */
export function provideReport(project: TestProject, report: Report, folder: string): void {
  project.provide('metaconformTests', presentedTests(report, folder));
  project.provide('metaconformReport', { report, folder });
}
