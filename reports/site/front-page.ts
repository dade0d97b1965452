import { h, type Content, type Element } from '../page/element.ts';
import { verdictLabel, verdictMark } from '../page/verdict-mark.ts';
import { VERDICT_WORDS } from '../verdict-words.ts';
import { isMatrixApart, matrixTable } from './matrix-table.ts';
import { badgePath, filePath, invariantPath, type Site, type SiteTarget, targetPath } from './site.ts';
import { sitePage, siteSearch, siteSection } from './site-frame.ts';
import { failureSpark } from './trend.ts';

/** What changed in the last step of a target, in a few words. */
export function lastStep(target: SiteTarget, root: string): Content {
  const step = target.steps.at(-1);
  if (step === undefined) return h('span', { class: 'soft' }, 'first run');
  if (step === null) return h('span', { class: 'soft' }, 'not comparable');
  const { counts, outcome, dialect } = step.comparison;
  if (step.page === null) return h('span', { class: 'soft' }, 'nothing');
  const words = outcome === 'regressed' ? `${counts.regressed} regressed` : counts.fixed > 0 ? `${counts.fixed} fixed` : dialect.changed.length > 0 ? `${dialect.changed.length} in the dialect` : 'other findings';
  return h('a', { href: `${root}${step.page}`, class: outcome === 'regressed' ? 'fail' : undefined }, words);
}

function row(target: SiteTarget): Element {
  const { report } = target.latest;
  const { summary, run, target: tried } = report;
  return h('tr', { 'data-row': summary.verdict },
    h('th', { scope: 'row' }, h('a', { href: targetPath(target) }, h('bdi', null, target.name)), target.profile === 'documented' ? h('span', { class: 'chip' }, 'documented') : null),
    h('td', null, h('span', { class: 'value' }, tried.release ?? '')), h('td', null, verdictLabel(summary.verdict)),
    ([summary.fail, summary.unknown, summary.pass, summary.notApplicable, summary.waived] as const).map((count) => h('td', { class: count === 0 ? 'number soft' : 'number' }, count)),
    h('td', null, failureSpark(target.runs, `failed or unknown in the last runs: ${target.runs.slice(-16).map((each) => each.report.summary.fail + each.report.summary.unknown).join(', ')}`)),
    h('td', null, lastStep(target, '')), h('td', null, h('a', { href: filePath(target.latest, 'index.html') }, h('time', { dateTime: run.startedAt }, run.startedAt.slice(0, 10)))), h('td', { class: 'number' }, target.runs.length));
}

const HEADS = ['Target', 'Release', 'Verdict', 'Failed', 'Unknown', 'Passed', 'Not applicable', 'Waived', 'Trend', 'Changed last', 'Last run', 'Runs'] as const;

function targets(site: Site): Element {
  return h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': 'Targets' }, h('table', { class: 'site-targets' },
    h('thead', null, h('tr', null, HEADS.map((title) => h('th', { scope: 'col' }, title)))), h('tbody', null, site.targets.map(row))));
}

function counts({ targets: all }: Site): Element {
  const of = (verdict: 'fail' | 'unknown' | 'pass'): number => all.filter(({ latest }) => latest.report.summary.verdict === verdict).length;
  return h('ul', { class: 'counts', 'aria-label': 'Targets by verdict' }, (['fail', 'unknown', 'pass'] as const).map((kind) => h('li', { class: of(kind) === 0 ? `count none ${kind}` : `count washed ${kind}` },
    h('span', { class: 'count-number' }, verdictMark(kind), of(kind)), h('span', { class: 'count-word' }, `of ${all.length} targets ${VERDICT_WORDS[kind].word}`))));
}

/** Badges as people paste them. */
function badges(site: Site): Element {
  const first = site.targets[0];
  return h('p', null, 'Each target has a badge, a picture and an endpoint for badge services', first === undefined ? '.' : [': ', h('code', null, `${badgePath(first)}.svg`), ', ', h('code', null, `${badgePath(first)}.json`), '; one per contract too. They stand on the page of the target.']);
}

/** `index.html` of the site. */
export function frontPage(site: Site): string {
  const runs = site.targets.reduce((sum, target) => sum + target.runs.length, 0);
  return sitePage({
    title: site.title, root: '', heading: site.title,
    lead: [h('p', { class: 'soft' }, `${site.targets.length} targets, ${runs} runs, ${site.invariants.length} invariants. What a run did not exercise is unknown, never passed.`), counts(site)],
    sections: [
      siteSearch('Search targets and invariants'),
      siteSection('targets', 'Targets', 'The latest run of each; those that fail come first.', targets(site)),
      siteSection('matrix', 'Matrix', '', isMatrixApart(site) ? h('p', null, h('a', { href: 'matrix.html' }, `${site.invariants.length} invariants on ${site.targets.length} targets`), ' have a page of their own.') : matrixTable(site, '')),
      siteSection('invariants', 'Invariants', '', h('ul', { class: 'invariant-index' }, site.invariants.map(({ id }) => h('li', null, h('a', { href: invariantPath(id) }, id))))),
      siteSection('badges', 'Badges', '', badges(site)),
    ],
  });
}

/** `matrix.html`, for sites whose matrix is large. */
export function matrixPage(site: Site): string {
  return sitePage({ title: `${site.title}: matrix`, root: '', heading: 'Matrix', lead: h('p', null, h('a', { href: 'index.html' }, 'All targets')), sections: [siteSearch('Search invariants'), matrixTable(site, '')] });
}
