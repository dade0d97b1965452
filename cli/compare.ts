import { compareReports } from '../reports/compare/compare-reports.ts';
import type { Comparison } from '../reports/compare/comparison.ts';
import { comparisonSummary } from '../reports/compare/comparison-summary.ts';
import { comparisonTable } from '../reports/compare/comparison-table.ts';
import { writeComparison } from '../reports/compare/write-comparison.ts';
import { readReport } from '../reports/read-report.ts';
import { appendJobSummary } from '../reports/summary/job-summary.ts';
import { isColored } from '../reports/terminal.ts';

/** The flags of `compare`. */
export interface CompareFlags {
  readonly report: string;
  readonly anyway?: boolean;
  readonly strict?: boolean;
}

/** Whether a gate that asks for certainty lets a comparison pass: nothing that is broken is new, and nothing became undecided. */
function isCertain({ verdicts }: Comparison): boolean {
  return !verdicts.some(({ change, after }) => (change === 'new' && after?.verdict === 'fail') || (change === 'undecided' && after?.verdict !== 'pass'));
}

/** Compares two runs, writes the comparison and prints it; the exit code is 1 when something regressed. */
export function compare(before: string, after: string, { report: folder, anyway = false, strict = false }: CompareFlags): void {
  const comparison = compareReports(readReport(before), readReport(after), { anyway });
  const files = writeComparison(comparison, folder);
  appendJobSummary(comparisonSummary(comparison), process.env);
  process.stdout.write(comparisonTable(comparison, files, { color: isColored(process.stdout) }));
  process.exitCode = comparison.outcome === 'regressed' || (strict && !isCertain(comparison)) ? 1 : 0;
}
