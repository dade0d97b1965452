import { planLines } from './plan-text.ts';
import { printable } from './printable.ts';
import type { ReportFinding, ReportVerdict } from './report.ts';
import { citation } from './verdict-words.ts';
import { replayLine } from './replay-line.ts';

function findingText(finding: ReportFinding, file: string): string {
  return [
    `Expected: ${printable(finding.expected)}`,
    `Actual: ${printable(finding.actual)}`,
    `Class: ${finding.effect}, ${finding.class}`,
    'Plan:', ...planLines(finding.plan).map((line) => `  ${line}`),
    `Replay: ${replayLine(finding.id, file)}`,
    `Curl: ${printable(finding.curl)}`,
  ].join('\n');
}

/** The findings that speak for the others; where those are waived, the ones that are not. */
export function toldFindings(findings: readonly ReportFinding[]): readonly ReportFinding[] {
  const open = findings.filter((each) => each.waiver === undefined);
  const leading = open.filter((each) => each.groupedUnder === null);
  return leading.length > 0 || open.length === findings.length ? leading : open;
}

/**
 * What the test of a verdict says, in the order people need it: claim, source, expected, actual, plan, replay, curl.
 * @param file the `report.json` that the replay line names.
 */
export function testMessage(row: ReportVerdict, file: string): string {
  const { verdict, claim, sources, reason, waiver, findings } = row;
  switch (verdict) {
    case 'pass':
      return '';
    case 'fail':
      return [claim, `Source: ${sources.map(citation).join('; ') || 'none'}`, ...toldFindings(findings).map((each) => findingText(each, file))].join('\n');
    case 'unknown':
      return `unknown: ${printable(reason)}\n${claim}`;
    case 'waived':
      return waiver ?? reason;
    case 'not-applicable':
      return reason;
  }
}
