/** The second global setup of the vitest project `conformance`: judges what the first one recorded, and gives the workers their tests. */
import type { TestProject } from 'vitest/node';
import { runHandoff } from '../specs/run-handoff.ts';
import { judgeRecording } from './judge-recording.ts';
import { provideReport } from './provide-report.ts';

/** Judges the recording of this run and provides the outcome. */
export default async function setup(project: TestProject): Promise<void> {
  const { recording, reportDir } = runHandoff();
  if (recording === undefined || reportDir === undefined) throw new Error('the engine left no recording: specs/global-setup.ts must run before reports/present-setup.ts');
  provideReport(project, await judgeRecording(recording), reportDir);
}
