/** Each invariant with its claim, and on each contract: verdict, level, why, where it is written, how often it was exercised of what is needed. */
import type { SourceRef } from '../../contracts/contract.ts';
import type { Report, ReportVerdict } from '../report.ts';
import { citation, levelWord } from '../verdict-words.ts';
import { findingAnchor, invariantAnchor, verdictAnchor } from './anchors.ts';
import { h, type Content, type Element } from './element.ts';
import { invariantsOf } from './matrix.ts';
import { verdictLabel } from './verdict-mark.ts';

function exercised(row: ReportVerdict): Element {
  const cells = [...new Set([...row.needed, ...Object.keys(row.exercised)])];
  if (cells.length === 0) return h('span', { class: 'soft' }, 'nothing needed');
  const times = (cell: string): number => row.exercised[cell] ?? 0;
  const done = row.needed.filter((cell) => times(cell) > 0).length;
  const never = cells.filter((cell) => times(cell) === 0);
  const total = cells.reduce((sum, cell) => sum + times(cell), 0);
  return h('details', { class: 'cells' },
    h('summary', null, `${done} of ${row.needed.length} needed cells, ${total} times`),
    never.length === 0 ? null : h('p', { class: 'missing' }, `Never: ${never.join(', ')}`),
    never.length === cells.length ? null : h('p', null, cells.filter((cell) => times(cell) > 0).map((cell) => `${cell} ${times(cell)}×`).join(', ')));
}

const MAX_REASON = 240;

/** Why a verdict is what it is; the cells that a long reason names are listed with the invariant. */
export function shortReason({ reason }: ReportVerdict): string {
  return reason.length <= MAX_REASON ? reason : `${reason.slice(0, MAX_REASON).replace(/, [^,]*$/, '')}, and more`;
}

function remarks(row: ReportVerdict): readonly (Element | null)[] {
  return [
    row.reason === '' ? null : h('p', { class: 'small' }, h('span', { class: 'value' }, shortReason(row))),
    row.note === '' ? null : h('p', { class: 'small soft' }, row.note),
    row.waiver === null ? null : h('p', { class: 'small' }, 'Waiver: ', h('span', { class: 'value' }, row.waiver)),
    row.findings.length === 0 ? null : h('p', { class: 'small' }, 'Findings: ', row.findings.map(({ id, effect, class: cls }, index) => [index === 0 ? '' : ', ', h('a', { href: `#${findingAnchor(id)}` }, `${effect}, `, h('bdi', null, cls))])),
  ];
}

const MAX_SOURCES = 2;

function sourceItems(cited: readonly SourceRef[]): Element {
  return h('ul', { class: 'sources' }, cited.map((source) => h('li', null, citation(source))));
}

/** Documents with lines first; a long list is folded. */
function sources({ sources: all }: ReportVerdict): Content {
  if (all.length === 0) return h('span', { class: 'soft' }, 'none');
  const ordered = all.toSorted((a, b) => Number(b.lines !== undefined) - Number(a.lines !== undefined));
  const rest = ordered.slice(MAX_SOURCES);
  return [sourceItems(ordered.slice(0, MAX_SOURCES)), rest.length === 0 ? null : h('details', null, h('summary', null, `${rest.length} more`), sourceItems(rest))];
}

function line(row: ReportVerdict): Element {
  return h('tr', { id: verdictAnchor(row), tabIndex: -1, 'data-item': '', 'data-kind': 'verdict', 'data-verdict': row.verdict, 'data-contract': row.contract, 'data-invariant': row.invariant },
    h('th', { scope: 'row' }, row.contract),
    h('td', null, verdictLabel(row.verdict), remarks(row)),
    h('td', { class: 'small' }, levelWord(row.level)),
    h('td', { class: 'small' }, exercised(row)),
    h('td', { class: 'small' }, sources(row)));
}

/** What passed on so many contracts is folded: nobody looks for it, and it would hide what somebody does. */
const MANY_PASSED = 4;

function byContract(invariant: string, rows: readonly ReportVerdict[]): Element {
  const table = h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': `${invariant} by contract` }, h('table', { class: 'by-contract' },
    h('thead', null, h('tr', null, ['Contract', 'Verdict', 'Level', 'Exercised', 'Written in'].map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', null, rows.map(line))));
  const passed = rows.filter(({ verdict }) => verdict === 'pass').length;
  const others = rows.length - passed;
  if (passed < MANY_PASSED || rows.some(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable')) return table;
  return h('details', { class: 'all-passed' }, h('summary', null, verdictLabel('pass'), ` on ${passed} contracts${others === 0 ? '' : `, not applicable on ${others}`}`), table);
}

function article(invariant: string, rows: readonly ReportVerdict[]): Element {
  return h('article', { class: 'invariant', id: invariantAnchor(invariant), tabIndex: -1, 'data-group': '', 'data-invariant': invariant },
    h('h3', null, invariant), h('p', { class: 'claim' }, h('span', { class: 'value' }, rows[0]?.claim ?? '')),
    byContract(invariant, rows));
}

/** All invariants, in the order of the report. */
export function invariantList(report: Report): readonly Element[] {
  return [...invariantsOf(report)].map(([invariant, rows]) => article(invariant, rows));
}
