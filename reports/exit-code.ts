import type { RunEnd } from '../specs/recording.ts';
import type { RunVerdict } from '../specs/verdict.ts';
import type { ReportExitCode } from './report.ts';

/** Whether a run left everything as it found it. A run without an end cannot say so. */
export function isRestored(end: RunEnd | null): boolean {
  return end !== null && end.restoration.restored >= end.restoration.touched && end.restoration.leftovers === 0;
}

/** The exit code of a run that has a report, first rule that applies: 4 not restored or crashed, 1 a must fails, 2 something is unknown, 0. */
export function exitCodeOf(verdict: RunVerdict['verdict'], end: RunEnd | null): ReportExitCode {
  if (!isRestored(end) || end?.stoppedBy === 'crash') return 4;
  switch (verdict) {
    case 'fail':
      return 1;
    case 'unknown':
      return 2;
    case 'pass':
      return 0;
  }
}
