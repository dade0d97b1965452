/** The second global setup of the vitest project `conformance`: judges what the first one recorded, and gives the workers their tests. */
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { PresentedTest } from '../specs/present-run.ts';
import { runHandoff } from '../specs/run-handoff.ts';
import { judgeRecording } from './judge-recording.ts';
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
  return report.verdicts.map((row) => ({ contract: row.contract, invariant: row.invariant, verdict: row.verdict, message: testMessage(row, join(folder, REPORT_FILE)) }));
}

/** Judges the recording of this run and provides the outcome. */
export default async function setup(project: TestProject): Promise<void> {
  const { recording, reportDir } = runHandoff();
  if (recording === undefined || reportDir === undefined) throw new Error('the engine left no recording: specs/global-setup.ts must run before reports/present-setup.ts');
  const report = await judgeRecording(recording);
  project.provide('metaconformTests', presentedTests(report, reportDir));
  project.provide('metaconformReport', { report, folder: reportDir });
}
