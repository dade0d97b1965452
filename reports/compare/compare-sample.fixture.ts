/** Small hand-made reports for the tests of comparisons. */
import type { Observation } from '../../specs/verdict.ts';
import { makeReport } from '../make-report.ts';
import type { Report, ReportFinding, ReportVerdict } from '../report.ts';
import { sampleRecording, sampleVerdict } from '../sample-run.fixture.ts';

const BASE = makeReport(sampleRecording, sampleVerdict);
const FINDING = BASE.verdicts.flatMap((row) => row.findings)[0]!;

/** A finding in which everything but what is named is plain. */
export function aFinding(changes: Partial<ReportFinding> = {}): ReportFinding {
  return { ...FINDING, ...changes };
}

/** A row in which everything but what is named is plain. */
export function aRow(verdict: ReportVerdict['verdict'], changes: Partial<ReportVerdict> = {}): ReportVerdict {
  return {
    contract: 'server', invariant: 'merge-keeps-other-keys', level: 'must', claim: 'A merge keeps other keys.', sources: [], verdict, reason: '', note: '', exercised: { 'merge/plain': 3, 'replace/plain': 2 },
    needed: ['merge/plain'], waiver: null, findings: verdict === 'fail' || verdict === 'waived' ? [aFinding({ effect: 'merge', class: 'plain' })] : [], ...changes,
  };
}

/** A report with these rows and observations. */
export function aReport(verdicts: readonly ReportVerdict[], changes: Partial<Report> = {}, observed: Readonly<Record<string, string>> = {}): Report {
  const observations: readonly Observation[] = Object.entries(observed).map(([id, outcome]) => ({ contract: 'server', id, claim: `the claim of ${id}`, outcome, sources: [] }));
  return { ...BASE, verdicts, observations, ...changes };
}

/** A run that began later, and is another one. */
export const LATER: Partial<Report> = { run: { ...BASE.run, id: 'run-2', startedAt: '2026-02-02T03:04:05.000Z' } };
