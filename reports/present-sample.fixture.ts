/** A global setup that stands in for the two real ones: the verdicts are hand-made, everything behind them is the real thing. */
import type { TestProject } from 'vitest/node';
import { makeReport } from './make-report.ts';
import { provideReport } from './provide-report.ts';
import { sampleRecording, sampleVerdict } from './sample-run.fixture.ts';

export default function setup(project: TestProject): void {
  provideReport(project, makeReport(sampleRecording, sampleVerdict), String(process.env['METACONFORM_REPORT']));
}
