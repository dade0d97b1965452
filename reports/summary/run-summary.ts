import { VERDICTS } from '../../specs/judgement.ts';
import { clipped } from '../printable.ts';
import { replayLine } from '../replay-line.ts';
import type { Report, ReportVerdict } from '../report.ts';
import { failedWaivers, waiverLine } from '../waiver-lines.ts';
import { VERDICT_WORDS, verdictSentence } from '../verdict-words.ts';
import { codeMarkdown, plainMarkdown, tableMarkdown } from './markdown.ts';

/** A page of a CI job is for a first look: the report has everything. */
const MAX_FINDINGS = 30;
const MAX_OTHERS = 20;
const MAX_TEXT = 200;

function text(value: string): string {
  return plainMarkdown(clipped(value, MAX_TEXT));
}

function facts({ target, run, restoration }: Report): string {
  const release = target.release === null ? '' : ` ${target.release}`;
  return text(`${target.name}${release} · profile ${run.profile} · seed ${run.seed} · ${run.requests} requests in ${(run.durationMs / 1000).toFixed(1)} s · ${restoration.restored} of ${restoration.touched} resources restored, ${restoration.leftovers} leftovers`);
}

/** All five verdicts of each contract. */
function countTable({ verdicts }: Report): readonly string[] {
  const rows = [...Map.groupBy(verdicts, ({ contract }) => contract)].map(([contract, own]) => [codeMarkdown(contract), ...VERDICTS.map((kind) => String(own.filter(({ verdict }) => verdict === kind).length))]);
  return rows.length === 0 ? [] : [...tableMarkdown(['contract', ...VERDICTS.map((kind) => `${VERDICT_WORDS[kind].sign} ${VERDICT_WORDS[kind].word}`)], rows), ''];
}

function findingRows(row: ReportVerdict): readonly (readonly string[])[] {
  const leading = row.findings.filter(({ groupedUnder }) => groupedUnder === null);
  return leading.map((finding) => [`${codeMarkdown(row.contract)} ${text(row.invariant)}`, text(`${finding.effect}, ${finding.class}`), text(finding.expected), text(finding.actual), codeMarkdown(replayLine(finding.id))]);
}

function findings({ verdicts }: Report): readonly string[] {
  const rows = verdicts.filter(({ verdict }) => verdict === 'fail').flatMap(findingRows);
  if (rows.length === 0) return [];
  const rest = rows.length > MAX_FINDINGS ? [`${rows.length - MAX_FINDINGS} more in the report.`, ''] : [];
  return ['### Findings', '', ...tableMarkdown(['invariant', 'class', 'expected', 'actual', 'see it again'], rows.slice(0, MAX_FINDINGS)), '', ...rest];
}

function waiverProblems(report: Report): readonly string[] {
  const failed = failedWaivers(report);
  return failed.length === 0 ? [] : ['### Waivers out of date', '', ...failed.map((waiver) => `- ${plainMarkdown(waiverLine(waiver))}`), ''];
}

function reasons(title: string, rows: readonly ReportVerdict[], reason: (row: ReportVerdict) => string): readonly string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, MAX_OTHERS).map((row) => `- ${codeMarkdown(row.contract)} ${text(row.invariant)}: ${text(reason(row))}`);
  const rest = rows.length > MAX_OTHERS ? [`- ${rows.length - MAX_OTHERS} more in the report`] : [];
  return ['<details><summary>', '', `${title}: ${rows.length}`, '', '</summary>', '', ...shown, ...rest, '', '</details>', ''];
}

/** `summary.md`: a run as Markdown, for the page of a CI job, a merge request or a chat. Nothing that came from the target is markup in it. */
export function runSummary(report: Report): string {
  const of = (kind: ReportVerdict['verdict']): readonly ReportVerdict[] => report.verdicts.filter(({ verdict }) => verdict === kind);
  return [
    `## ${VERDICT_WORDS[report.summary.verdict].sign} ${plainMarkdown(verdictSentence(report))}`, '', facts(report), '', ...countTable(report), ...findings(report), ...waiverProblems(report),
    ...reasons('Unknown', of('unknown'), ({ reason }) => reason), ...reasons('Waived', of('waived'), ({ waiver, reason }) => waiver ?? reason),
    ...reasons('Not applicable', of('not-applicable'), ({ reason }) => reason), ...report.restoration.problems.map((problem) => `- ${text(problem)}`),
  ].join('\n').trimEnd().concat('\n');
}
