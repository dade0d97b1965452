import { styleText } from 'node:util';
import type { VerdictKind } from '../specs/judgement.ts';
import { planLines } from './plan-text.ts';
import { clipped, printable } from './printable.ts';
import type { Report, ReportFinding, ReportVerdict } from './report.ts';
import { VERDICT_WORDS, verdictSentence } from './verdict-words.ts';
import { waiverLine } from './waiver-lines.ts';
import { isWaiverFailure, type WaiverState } from '../specs/waivers-standing.ts';

/** How the table is written. */
export interface TerminalStyle {
  readonly color: boolean;
  /** Findings shown per invariant; the report has them all. */
  readonly maxFindings?: number;
}

/** Whether a stream shows colour and its owner wants it (https://no-color.org). */
export function isColored(stream: { readonly isTTY?: boolean }): boolean {
  return stream.isTTY === true && (process.env['NO_COLOR'] ?? '') === '';
}

const COLORS = { pass: 'green', fail: 'red', unknown: 'yellow', 'not-applicable': 'gray', waived: 'magenta' } as const;
const ORDER: readonly VerdictKind[] = ['fail', 'unknown', 'waived', 'pass', 'not-applicable'];
const MAX_TEXT = 200;
const MAX_PLAN_LINES = 8;

function painted(kind: VerdictKind, text: string, style: TerminalStyle): string {
  return style.color ? styleText(COLORS[kind], text, { validateStream: false }) : text;
}

function line(text: string): string {
  return printable(clipped(text, MAX_TEXT));
}

function shortened(lines: readonly string[]): readonly string[] {
  return lines.length <= MAX_PLAN_LINES ? lines : [...lines.slice(0, MAX_PLAN_LINES), `… ${lines.length - MAX_PLAN_LINES} more lines`];
}

function findingLines(finding: ReportFinding, file: string): readonly string[] {
  return [
    `      ${line(`${finding.effect}, ${finding.class}`)}`,
    `        expected  ${line(finding.expected)}`,
    `        actual    ${line(finding.actual)}`,
    ...shortened(planLines(finding.plan, finding.missedStarts)).map((each) => `        ${each}`),
    `        replay    metaconform replay ${finding.id} --report ${file}`,
  ];
}

function rowLines(row: ReportVerdict, width: number, file: string, style: TerminalStyle): readonly string[] {
  const { sign, word } = VERDICT_WORDS[row.verdict];
  const tries = Object.values(row.exercised).reduce((sum, times) => sum + times, 0);
  const head = `  ${painted(row.verdict, `${sign} ${word.padEnd(14)}`, style)} ${row.invariant.padEnd(width)} ${String(tries).padStart(6)}×`;
  const open = row.findings.filter((finding) => finding.waiver === undefined);
  const leading = open.filter((finding) => finding.groupedUnder === null);
  const shown = (leading.length > 0 || open.length === row.findings.length ? leading : open).slice(0, style.maxFindings ?? 3);
  const rest = open.length - shown.length;
  const waived = row.findings.length - open.length;
  return [
    row.reason === '' ? head : `${head}  ${line(row.reason)}`,
    ...(row.verdict === 'fail' ? shown.flatMap((finding) => findingLines(finding, file)) : []),
    ...(row.verdict === 'fail' && rest > 0 ? [`      and ${rest} more in the report`] : []),
    ...(row.verdict === 'fail' && waived > 0 ? [`      and ${waived} waived`] : []),
  ];
}

function contractLines(contract: string, report: Report, width: number, file: string, style: TerminalStyle): readonly string[] {
  const rows = report.verdicts.filter((row) => row.contract === contract).sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  const requests = report.run.requestsByContract[contract];
  const title = requests === undefined ? contract : `${contract} (${requests} requests)`;
  return [title, ...rows.flatMap((row) => rowLines(row, width, file, style)), ''];
}

/** The waivers that were not simply applied: those that fail the run first. */
function waiverLines({ waivers = [] }: Report, style: TerminalStyle): readonly string[] {
  const rank = ({ state }: { readonly state: WaiverState }): number => (isWaiverFailure(state) ? 0 : 1);
  const shown = waivers.filter(({ state }) => state !== 'applied').toSorted((a, b) => rank(a) - rank(b));
  const mark = ({ state }: { readonly state: WaiverState }): string => painted(isWaiverFailure(state) ? 'fail' : 'not-applicable', `${isWaiverFailure(state) ? VERDICT_WORDS.fail.sign : VERDICT_WORDS.waived.sign} ${state.padEnd(14)}`, style);
  return shown.length === 0 ? [] : ['waivers', ...shown.map((waiver) => `  ${mark(waiver)} ${printable(waiverLine(waiver))}`), ''];
}

/** Contracts with failures come first, then those with unknowns; otherwise the order of the report stays. */
function contractsInOrder(report: Report): readonly string[] {
  const rank = (contract: string): number => Math.min(...report.verdicts.filter((row) => row.contract === contract).map((row) => ORDER.indexOf(row.verdict)));
  return [...new Set(report.verdicts.map((row) => row.contract))].sort((a, b) => rank(a) - rank(b));
}

/**
 * What is printed when a run has ended: contract by contract, failures first, then the verdict in one sentence and the files.
 * @param files the report files, `report.json` first.
 */
export function closingTable(report: Report, files: readonly string[], style: TerminalStyle): string {
  const width = Math.max(0, ...report.verdicts.map((row) => row.invariant.length));
  const tables = contractsInOrder(report).flatMap((contract) => contractLines(contract, report, width, files[0] ?? 'report.json', style));
  const problems = report.restoration.problems.map((problem) => `  ${line(problem)}`);
  const kind: VerdictKind = report.run.exitCode === 4 ? 'fail' : report.summary.verdict;
  const notTried = report.notApplicable.map(({ contract, reason }) => `${contract}: ${painted('not-applicable', 'not tried', style)}, ${line(reason)}`);
  return [
    ...tables,
    ...waiverLines(report, style),
    ...notTried, ...(notTried.length > 0 ? [''] : []),
    painted(kind, printable(verdictSentence(report)), style),
    `${report.run.requests} requests, ${report.run.plans} plans, ${(report.run.durationMs / 1000).toFixed(1)} s, seed ${report.run.seed}, profile ${report.run.profile}`,
    `${report.restoration.restored} of ${report.restoration.touched} resources restored, ${report.restoration.leftovers} leftovers`, ...problems,
    ...files.map((file) => `  ${file}`), '',
  ].join('\n');
}

