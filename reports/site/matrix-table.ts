import { h, type Element } from '../page/element.ts';
import { VERDICT_WORDS } from '../verdict-words.ts';
import { worst } from './make-site.ts';
import { invariantPath, type Site, type SiteTarget, targetPath } from './site.ts';

/** Cells that a page may hold and still be light. */
const MAX_CELLS = 2500;

/** One letter-sized cell: the sign of the verdict, its word for those who do not see it. Written short, since a site has thousands. */
function cell(target: SiteTarget, invariant: string): Element {
  const rows = target.latest.report.verdicts.filter((row) => row.invariant === invariant);
  const { verdict = null } = worst(rows) ?? {};
  if (verdict === null) return h('td', { class: 'absent' }, '·');
  const { sign, word } = VERDICT_WORDS[verdict];
  const broken = rows.filter((row) => row.verdict === verdict).length;
  return h('td', { class: `washed ${verdict}`, title: `${word}, ${broken} of ${rows.length} contracts` }, sign);
}

function line(site: Site, invariant: string, root: string): Element {
  return h('tr', { 'data-row': invariant }, h('th', { scope: 'row' }, h('a', { class: 'plain-link', href: `${root}${invariantPath(invariant)}` }, invariant)), site.targets.map((target) => cell(target, invariant)));
}

/** The legend: what the signs are called. */
function legend(): Element {
  return h('p', { class: 'small soft' }, Object.entries(VERDICT_WORDS).map(([kind, { sign, word }], index) => [index === 0 ? '' : ' · ', h('span', { class: kind }, sign), ` ${word}`]), ' · the worst of all contracts of a target; rest on a cell to read how many');
}

/** Invariants down, targets across: the latest run of each. */
export function matrixTable(site: Site, root: string): Element {
  return h('div', null, legend(), h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': 'Matrix of invariants and targets' },
    h('table', { class: 'site-matrix' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Invariant'), site.targets.map((target) => h('th', { scope: 'col' }, h('a', { href: `${root}${targetPath(target)}` }, h('bdi', null, target.name), target.profile === 'documented' ? ' (documented)' : ''))))),
      h('tbody', null, site.invariants.map(({ id }) => line(site, id, root))))));
}

/** Whether the matrix has a page of its own, because it would make the front page heavy. */
export function isMatrixApart({ targets, invariants }: Site): boolean {
  return targets.length * invariants.length > MAX_CELLS;
}
