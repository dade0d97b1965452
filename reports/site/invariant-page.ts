import { verdictAnchor } from '../page/anchors.ts';
import { h, type Element } from '../page/element.ts';
import { verdictLabel } from '../page/verdict-mark.ts';
import type { ReportVerdict } from '../report.ts';
import { citation, levelWord } from '../verdict-words.ts';
import { filePath, type Site, type SiteInvariant, type SiteTarget, targetPath } from './site.ts';
import { sitePage, siteSearch, siteSection } from './site-frame.ts';
import { whatWasSeen } from './what-was-seen.ts';

const ROOT = '../';

/** The day since when an unbroken row of runs says the same. */
function since(target: SiteTarget, { contract, invariant, verdict }: ReportVerdict): string {
  const of = (run: SiteTarget['latest']): string | undefined => run.report.verdicts.find((row) => row.contract === contract && row.invariant === invariant)?.verdict;
  const other = target.runs.findLastIndex((run) => of(run) !== verdict);
  return target.runs[other + 1]?.report.run.startedAt.slice(0, 10) ?? '';
}

function line(target: SiteTarget, row: ReportVerdict): Element {
  return h('tr', { 'data-row': row.verdict },
    h('th', { scope: 'row' }, h('a', { href: `${ROOT}${targetPath(target)}` }, h('bdi', null, target.name)), target.profile === 'documented' ? h('span', { class: 'chip' }, 'documented') : null), h('td', null, row.contract),
    h('td', null, h('a', { class: 'plain-link', href: `${ROOT}${filePath(target.latest, 'index.html')}#${verdictAnchor(row)}` }, verdictLabel(row.verdict))), h('td', null, since(target, row)), h('td', null, whatWasSeen(row)));
}

const RANK: Readonly<Record<ReportVerdict['verdict'], number>> = { fail: 0, unknown: 1, waived: 2, pass: 3, 'not-applicable': 4 };

/** The page of one invariant: its claim, its sources, and how every target does. */
export function invariantPage(site: Site, { id, claim, sample }: SiteInvariant): string {
  const rows = site.targets.flatMap((target) => target.latest.report.verdicts.filter((row) => row.invariant === id).map((row) => ({ target, row }))).toSorted((a, b) => RANK[a.row.verdict] - RANK[b.row.verdict]);
  const sources = [...new Set(rows.flatMap(({ row }) => row.sources.map(citation)))];
  return sitePage({
    title: id, root: ROOT, heading: id,
    lead: [h('p', { class: 'claim' }, h('span', { class: 'value' }, claim)), h('p', { class: 'small soft' }, levelWord(sample.level))],
    sections: [
      siteSection('targets', 'Targets', 'The latest run of each, contract by contract; what fails comes first.', [siteSearch('Search targets'), h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': 'Targets' }, h('table', { class: 'site-targets' },
        h('thead', null, h('tr', null, ['Target', 'Contract', 'Verdict', 'Since', 'What was seen'].map((title) => h('th', { scope: 'col' }, title)))), h('tbody', null, rows.map(({ target, row }) => line(target, row)))))]),
      siteSection('sources', 'Where it is written', '', sources.length === 0 ? h('p', null, 'Nothing has to say it: a server that does otherwise is broken.') : h('ul', null, sources.map((each) => h('li', null, h('span', { class: 'value' }, each))))),
    ],
  });
}
