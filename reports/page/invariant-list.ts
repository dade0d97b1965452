/** Each invariant with its claim, and on each contract: verdict, level, why, where it is written, how often it was exercised of what is needed. */
import type { Report, ReportVerdict } from '../report.ts';
import { citation, levelWord } from '../verdict-words.ts';
import { findingAnchor, invariantAnchor, verdictAnchor } from './anchors.ts';
import { h, type Element } from './element.ts';
import { invariantsOf } from './matrix.ts';
import { verdictLabel } from './verdict-mark.ts';

function exercised(row: ReportVerdict): Element {
  const cells = [...new Set([...row.needed, ...Object.keys(row.exercised)])];
  if (cells.length === 0) return h('span', { class: 'soft' }, 'nothing needed');
  const times = (cell: string): number => row.exercised[cell] ?? 0;
  const done = row.needed.filter((cell) => times(cell) > 0).length;
  const total = cells.reduce((sum, cell) => sum + times(cell), 0);
  return h('details', { class: 'cells' },
    h('summary', null, `${done} of ${row.needed.length} needed cells, ${total} times`),
    h('ul', null, cells.map((cell) => h('li', { class: times(cell) === 0 ? 'missing' : '' }, h('code', null, cell), times(cell) === 0 ? ' never' : ` ${times(cell)}×`))));
}

function remarks(row: ReportVerdict): readonly (Element | null)[] {
  return [
    row.reason === '' ? null : h('p', { class: 'small' }, h('span', { class: 'value' }, row.reason)),
    row.note === '' ? null : h('p', { class: 'small soft' }, row.note),
    row.waiver === null ? null : h('p', { class: 'small' }, 'Waiver: ', h('span', { class: 'value' }, row.waiver)),
    row.findings.length === 0 ? null : h('p', { class: 'small' }, 'Findings: ', row.findings.map(({ id, effect, class: cls }, index) => [index === 0 ? '' : ', ', h('a', { href: `#${findingAnchor(id)}` }, `${effect}, `, h('bdi', null, cls))])),
  ];
}

function line(row: ReportVerdict): Element {
  return h('tr', { id: verdictAnchor(row), tabIndex: -1, 'data-item': '', 'data-kind': 'verdict', 'data-verdict': row.verdict, 'data-contract': row.contract, 'data-invariant': row.invariant },
    h('th', { scope: 'row' }, row.contract),
    h('td', null, verdictLabel(row.verdict), remarks(row)),
    h('td', { class: 'small' }, levelWord(row.level)),
    h('td', { class: 'small' }, exercised(row)),
    h('td', { class: 'small' }, row.sources.length === 0 ? h('span', { class: 'soft' }, 'none') : h('ul', { class: 'sources' }, row.sources.map((source) => h('li', null, citation(source))))));
}

function article(invariant: string, rows: readonly ReportVerdict[]): Element {
  return h('article', { class: 'invariant', id: invariantAnchor(invariant), tabIndex: -1, 'data-group': '', 'data-invariant': invariant },
    h('h3', null, invariant), h('p', { class: 'claim' }, h('span', { class: 'value' }, rows[0]?.claim ?? '')),
    h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': `${invariant} by contract` }, h('table', { class: 'by-contract' },
      h('thead', null, h('tr', null, ['Contract', 'Verdict', 'Level', 'Exercised', 'Written in'].map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', null, rows.map(line)))));
}

/** All invariants, in the order of the report. */
export function invariantList(report: Report): readonly Element[] {
  return [...invariantsOf(report)].map(([invariant, rows]) => article(invariant, rows));
}
