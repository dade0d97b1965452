/** What a reader must know beside the verdicts: what was not exercised and why, trouble, restoration, and what the requests were spent on. */
import type { Report, ReportVerdict } from '../report.ts';
import { verdictAnchor } from './anchors.ts';
import { waiverSubject } from '../../specs/waivers.ts';
import { isWaiverFailure } from '../../specs/waivers-standing.ts';
import { h, type Content, type Element } from './element.ts';
import { shortReason } from './invariant-list.ts';
import { verdictLabel } from './verdict-mark.ts';

function rows(head: readonly string[], body: readonly Element[], label: string): Element {
  return h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': label }, h('table', null, h('thead', null, h('tr', null, head.map((name) => h('th', { scope: 'col' }, name)))), h('tbody', null, body)));
}

function missingLine(row: ReportVerdict): Element {
  return h('tr', { 'data-item': '', 'data-kind': 'missing', 'data-verdict': row.verdict, 'data-contract': row.contract, 'data-invariant': row.invariant },
    h('td', null, verdictLabel(row.verdict)), h('th', { scope: 'row' }, row.contract), h('td', null, h('a', { href: `#${verdictAnchor(row)}` }, row.invariant)), h('td', { class: 'small' }, h('span', { class: 'value' }, shortReason(row))));
}

/** What was not decided or does not apply, each with its reason; and contracts that were not tried at all. */
export function notExercised(report: Report): Content {
  const open = (['unknown', 'not-applicable'] as const).flatMap((verdict) => report.verdicts.filter((row) => row.verdict === verdict));
  const untried = report.notApplicable.map(({ contract, reason }) => h('tr', null, h('td', null, verdictLabel('not-applicable', 'not tried')), h('th', { scope: 'row' }, contract), h('td', null, 'all invariants'), h('td', { class: 'small' }, h('span', { class: 'value' }, reason))));
  if (open.length + untried.length === 0) return h('p', null, 'Everything was exercised.');
  return rows(['Verdict', 'Contract', 'Invariant', 'Why'], [...untried, ...open.map(missingLine)], 'What was not exercised');
}

/** Trouble between us and the target, alike ones counted. */
export function trouble(report: Report): Content {
  if (report.trouble.length === 0) return h('p', null, 'None: every request was answered.');
  const alike = Map.groupBy(report.trouble, ({ kind, message }) => `${kind} ${message}`);
  return rows(['Kind', 'What happened', 'Times'], [...alike.values()].map((each) => h('tr', null, h('th', { scope: 'row' }, each[0]?.kind), h('td', null, h('span', { class: 'value' }, each[0]?.message)), h('td', { class: 'number' }, each.length))), 'Trouble');
}

/** Every waiver of the run and what became of it. */
export function waivers({ waivers: given = [] }: Report): Content {
  const link = (url: string | undefined): Content => (url === undefined ? null : [' ', h('a', { href: url }, url)]);
  return rows(['State', 'Waiver', 'What became of it', 'Reason'], given.map((waiver) => h('tr', null,
    h('td', { class: isWaiverFailure(waiver.state) ? 'fail' : waiver.state === 'applied' ? 'waived' : 'soft' }, waiver.state), h('th', { scope: 'row' }, h('span', { class: 'value' }, waiverSubject(waiver))),
    h('td', { class: 'small' }, h('span', { class: 'value' }, waiver.message)), h('td', { class: 'small' }, h('span', { class: 'value' }, waiver.reason), link(waiver.link)))), 'Waivers');
}

/** What was put back. */
export function restoration({ restoration: { touched, restored, leftovers, problems } }: Report): Content {
  return [
    h('p', null, `${restored} of ${touched} touched resources have exactly the metadata they had before; ${leftovers} leftovers.`),
    problems.length === 0 ? null : h('ul', null, problems.map((problem) => h('li', null, h('span', { class: 'value' }, problem)))),
  ];
}

/** What the requests of each contract were for. */
export function spending(report: Report): Content {
  const lines = Object.entries(report.run.requestsSpent).map(([contract, { exploring, races, setUp, confirming }]) => h('tr', null, h('th', { scope: 'row' }, contract), [exploring, races, setUp, confirming].map((number) => h('td', { class: 'number' }, number))));
  return lines.length === 0 ? h('p', null, 'Nothing was sent.') : rows(['Contract', 'Exploring', 'Races', 'Reaching start states', 'Confirming findings'], lines, 'Requests by purpose');
}

/** The contracts and documents that the run was judged by, with their checksums. */
export function judgedBy(report: Report): Content {
  const lines = report.contracts.map(({ id, sha256, documents }) => h('tr', null, h('th', { scope: 'row' }, id), h('td', null, h('code', null, sha256)),
    h('td', null, h('details', null, h('summary', null, `${documents.length} documents`), h('ul', { class: 'sources' }, documents.map((document) => h('li', null, document.id, document.sha256 === null ? null : h('span', { class: 'soft' }, ' ', h('code', null, document.sha256.slice(0, 16))))))))));
  return rows(['Contract', 'SHA-256', 'Documents and sources'], lines, 'Contracts and documents');
}
