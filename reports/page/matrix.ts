/** Invariants down, contracts across: the verdict of each in shape and word, how often it was exercised, and a link to its evidence. */
import type { Report, ReportVerdict } from '../report.ts';
import { VERDICT_WORDS } from '../verdict-words.ts';
import { invariantAnchor, verdictAnchor } from './anchors.ts';
import { h, type Element } from './element.ts';
import { verdictMark } from './verdict-mark.ts';

function cellWords(row: ReportVerdict): string {
  if (row.verdict === 'fail' || row.verdict === 'waived') return `${row.findings.length} ${row.findings.length === 1 ? 'finding' : 'findings'}`;
  const done = row.needed.filter((cell) => (row.exercised[cell] ?? 0) > 0).length;
  return row.needed.length === 0 ? '' : `${done} of ${row.needed.length}`;
}

function cell(row: ReportVerdict | undefined): Element {
  if (row === undefined) return h('td', { class: 'no-effect' }, h('span', { class: 'soft small' }, 'no such effect'));
  return h('td', { class: `washed ${row.verdict}`, 'data-verdict': row.verdict, 'data-contract': row.contract },
    h('a', { href: `#${verdictAnchor(row)}` }, h('span', { class: `verdict ${row.verdict}` }, verdictMark(row.verdict), VERDICT_WORDS[row.verdict].word)),
    h('span', { class: 'cell-count' }, cellWords(row)));
}

/** The contracts of a report, those with failures first, then those with unknowns; otherwise in the order of the report. */
export function contractsOf(report: Report): readonly string[] {
  return [...new Set(report.verdicts.map(({ contract }) => contract))];
}

/** The invariants of a report, each with its rows. */
export function invariantsOf(report: Report): ReadonlyMap<string, readonly ReportVerdict[]> {
  return Map.groupBy(report.verdicts, ({ invariant }) => invariant);
}

function line(invariant: string, rows: readonly ReportVerdict[], contracts: readonly string[]): Element {
  return h('tr', { 'data-item': '', 'data-kind': 'matrix', 'data-invariant': invariant, 'data-verdict': [...new Set(rows.map(({ verdict }) => verdict))].join(' '), 'data-contract': rows.map(({ contract }) => contract).join('\n') },
    h('th', { scope: 'row' }, h('a', { class: 'plain-link', href: `#${invariantAnchor(invariant)}`, title: rows[0]?.claim ?? '' }, invariant)),
    contracts.map((contract) => cell(rows.find((row) => row.contract === contract))));
}

function band(title: string, lines: readonly Element[], width: number): Element | null {
  return lines.length === 0 ? null : h('tbody', null, h('tr', { class: 'band' }, h('th', { scope: 'rowgroup', colSpan: width }, title)), lines);
}

/** With more of them, counts stand below their verdicts, so that all columns fit. */
const MANY_CONTRACTS = 5;

/** The matrix, what is owed before what is only observed. */
export function matrix(report: Report): Element {
  const contracts = contractsOf(report);
  const lines = (owed: boolean): readonly Element[] => [...invariantsOf(report)].filter(([, rows]) => rows.some(({ level }) => level === 'must') === owed).map(([invariant, rows]) => line(invariant, rows, contracts));
  return h('div', { class: 'scroll matrix-frame', tabIndex: 0, role: 'region', 'aria-label': 'Matrix of invariants and contracts' },
    h('table', { class: contracts.length > MANY_CONTRACTS ? 'matrix many' : 'matrix' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Invariant'), contracts.map((contract) => h('th', { scope: 'col' }, contract)))),
      band('Owed: a failure breaks a promise', lines(true), contracts.length + 1), band('Observed: obliges nobody', lines(false), contracts.length + 1)));
}
