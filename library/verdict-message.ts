/** What a failed test of somebody's own says of a verdict. */
import { exchangeLines } from '../reports/exchange-text.ts';
import { planLines } from '../reports/plan-text.ts';
import { printable } from '../reports/printable.ts';
import { replayLine } from '../reports/replay-line.ts';
import type { ReportFinding, ReportVerdict } from '../reports/report.ts';
import { toldFindings } from '../reports/test-message.ts';
import { citation } from '../reports/verdict-words.ts';

/** Findings that are told one by one; the rest is counted. */
const MAX_FINDINGS = 3;

/** How a reader gets further. */
export interface MessageHints {
  readonly seed: number;
  /** The `report.json` to replay from; null: there is none, or the API is gone by then. */
  readonly replayFrom: string | null;
}

function proofLines({ exchanges, proof }: ReportFinding): readonly string[] {
  return exchanges.filter(({ id }) => proof.includes(id)).flatMap(exchangeLines).map((line) => `    ${line}`);
}

function findingLines(finding: ReportFinding, { replayFrom }: MessageHints): readonly string[] {
  return [
    `${finding.effect}, ${finding.class}:`,
    `  expected  ${printable(finding.expected)}`,
    `  actual    ${printable(finding.actual)}`,
    '  smallest plan that shows it:', ...planLines(finding.plan).map((line) => `    ${line}`),
    '  requests and answers that prove it:', ...proofLines(finding),
    ...(replayFrom === null ? [] : [`  replay    ${replayLine(finding.id, replayFrom)}`]),
  ];
}

function failureLines(row: ReportVerdict, hints: MessageHints): readonly string[] {
  const told = toldFindings(row.findings);
  const rest = told.length - MAX_FINDINGS;
  return [
    row.claim, `Source: ${row.sources.map(citation).join('; ') || 'none'}`, ...told.slice(0, MAX_FINDINGS).flatMap((finding) => findingLines(finding, hints)),
    ...(rest > 0 ? [`and ${rest} more of the kind`] : []), `The same plans again: conformance({ ..., seed: ${hints.seed} })`,
  ];
}

/** The text of a verdict that is not a pass; for `not-applicable` and `waived` the reason. */
export function verdictMessage(row: ReportVerdict, hints: MessageHints): string {
  switch (row.verdict) {
    case 'fail': return failureLines(row, hints).join('\n');
    case 'unknown': return `unknown: ${printable(row.reason)}\n${row.claim}`;
    case 'pass': case 'not-applicable': case 'waived': return row.waiver ?? row.reason;
  }
}
