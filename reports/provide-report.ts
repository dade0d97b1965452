import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { PresentedTest } from '../specs/present-run.ts';
import { allureFacts } from './allure/allure-facts.ts';
import type { Report } from './report.ts';
import { testMessage } from './test-message.ts';
import { waiverSubject } from '../specs/waivers.ts';
import { failedWaivers, waiverLine } from './waiver-lines.ts';
import { printable } from './printable.ts';
import { REPORT_FILE } from './write-report.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** For the reporter in the main process; plain data without secrets. */
    metaconformReport: { readonly report: Report; readonly folder: string };
  }
}

/** The name that tests of waivers stand under, where others have the id of a contract. */
const WAIVERS = 'waivers';

/** A failed test for each waiver that fails the run: no verdict would show it. */
function waiverTests(report: Report): readonly PresentedTest[] {
  return failedWaivers(report).map((waiver) => ({
    contract: WAIVERS, invariant: waiverSubject(waiver), verdict: 'fail', message: printable(waiverLine(waiver)), allure: { description: '', labels: [{ name: 'epic', value: WAIVERS }], links: [], attachments: [] },
  }));
}

/** The tests that present a report: one per contract and invariant, then one per waiver that fails the run. */
export function presentedTests(report: Report, folder: string): readonly PresentedTest[] {
  return [...report.verdicts.map((row): PresentedTest => ({ contract: row.contract, invariant: row.invariant, verdict: row.verdict, message: testMessage(row, join(folder, REPORT_FILE)), allure: allureFacts(row) })), ...waiverTests(report)];
}

/** Gives a report to the workers, as tests in words, and to the reporter, as it is. */
export function provideReport(project: TestProject, report: Report, folder: string): void {
  project.provide('metaconformTests', presentedTests(report, folder));
  project.provide('metaconformReport', { report, folder });
}
