/** `compare.html`: a comparison as one document, to be read without a script, a network or a server. */
import type { SourceRef } from '../../contracts/contract.ts';
import { h, type Content, type Element } from '../page/element.ts';
import { pageDocument } from '../page/page-document.ts';
import { readAsset } from '../page/read-asset.ts';
import { sharedStyles } from '../page/style/style-sheets.ts';
import { verdictMark, verdictSymbols } from '../page/verdict-mark.ts';
import { citation, levelWord } from '../verdict-words.ts';
import { CHANGE_WORDS, isConsequence, sideWord } from './change-words.ts';
import type { ComparedFinding, ComparedSide, ComparedVerdict, Comparison, OneSided } from './comparison.ts';
import { comparisonHead } from './comparison-head.ts';
import { comparisonToolbar } from './comparison-toolbar.ts';

function sources(refs: readonly SourceRef[]): string {
  return refs.slice(0, 3).map(citation).join('; ') + (refs.length > 3 ? ` and ${refs.length - 3} more` : '');
}

function sideLabel(side: ComparedSide | null): Element {
  const kind = side?.verdict ?? 'not-applicable';
  return h('span', { class: `verdict ${kind}` }, verdictMark(kind), sideWord(side));
}

function transition({ before, after }: ComparedVerdict): Element {
  return h('p', { class: 'transition' }, sideLabel(before), h('span', { class: 'arrow', 'aria-label': 'then' }, '→'), sideLabel(after));
}

function finding(each: ComparedFinding): Element {
  return h('div', { class: 'compared-finding' },
    h('p', null, h('span', { class: 'chip' }, each.effect), ' ', h('span', { class: 'chip' }, h('bdi', null, each.class)), ' ', h('code', { class: 'soft small' }, each.id)),
    h('div', { class: 'comparison' }, h('div', null, h('h4', null, 'Expected'), h('p', null, h('span', { class: 'value' }, each.expected))), h('div', { class: 'seen' }, h('h4', null, 'Actual'), h('p', null, h('span', { class: 'value' }, each.actual)))));
}

/** Findings that say a cause stand open, those that follow from one are folded. */
function findings(title: string, all: readonly ComparedFinding[], open: boolean): Element | null {
  if (all.length === 0) return null;
  const leading = all.filter(({ groupedUnder }) => groupedUnder === null);
  const shown = open ? leading : [];
  const folded = all.filter((each) => !shown.includes(each));
  return h('section', { class: 'compared-findings' }, shown.length > 0 ? [h('h4', null, title), shown.map(finding)] : null,
    folded.length === 0 ? null : h('details', null, h('summary', null, shown.length > 0 ? `${folded.length} more with the same cause` : `${title}: ${folded.length}`), folded.map(finding)));
}

function article(row: ComparedVerdict): Element {
  const { sign, word, tone } = CHANGE_WORDS[row.change];
  const explained = isConsequence(row);
  return h('article', { class: `invariant changed ${tone}`, id: `${row.contract}.${row.invariant}`.replaceAll(/[^\w.-]/g, '_'), tabIndex: -1, 'data-item': '', 'data-kind': 'verdict', 'data-verdict': row.change, 'data-contract': row.contract, 'data-invariant': row.invariant },
    h('header', { class: 'finding-title' }, h('span', { class: `change washed ${tone}` }, h('span', { 'aria-hidden': 'true' }, sign), ` ${word}`), h('h3', null, `${row.contract}: ${row.invariant}`), transition(row)),
    h('p', { class: 'claim' }, h('span', { class: 'value' }, row.claim)),
    h('p', { class: 'small soft' }, [levelWord(row.level), sources(row.sources), explained ? 'same cause as a finding of another invariant above' : '', row.because].filter((each) => each !== '').join(' · ')),
    row.after?.reason ? h('p', { class: 'small' }, h('span', { class: 'value' }, row.after.reason)) : null,
    findings('Found in the second run only', row.appeared, !explained), findings('Found in the first run only', row.vanished, false), findings('Found in both', row.stayed, false));
}

/** The rows one wants to see: all that changed; what neither run could decide is told below with what did not change. */
function isNews({ change, before, after }: ComparedVerdict): boolean {
  return change !== 'unchanged' && !(before?.verdict === 'unknown' && after?.verdict === 'unknown');
}

function quietRow(row: ComparedVerdict): Element {
  return h('tr', { 'data-item': '', 'data-kind': 'verdict', 'data-verdict': row.change, 'data-contract': row.contract, 'data-invariant': row.invariant }, h('th', { scope: 'row' }, `${row.contract}: ${row.invariant}`), h('td', null, sideLabel(row.after)));
}

/** A table that is scrolled where the screen is narrower, so that the page is not. */
function scrolling(label: string, table: Element): Element {
  return h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': label }, table);
}

function unchanged({ verdicts }: Comparison): Element {
  const rows = verdicts.filter((row) => !isNews(row));
  return h('details', { class: 'dialect-kind' }, h('summary', null, h('strong', null, `${rows.length} verdicts`), ' are what they were'),
    scrolling('Verdicts that are what they were', h('table', { class: 'dialect' }, h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Contract and invariant'), h('th', { scope: 'col' }, 'In both runs'))), h('tbody', null, rows.map(quietRow)))));
}

function changedDialect({ dialect }: Comparison): Content {
  if (dialect.changed.length === 0) return h('p', null, `All ${dialect.same} observations that both runs made have the same outcome.`);
  return scrolling('What changed in the dialect', h('table', { class: 'dialect' },
    h('thead', null, h('tr', null, ['Contract', 'What was looked at', 'Before', 'Now'].map((title) => h('th', { scope: 'col' }, title)))),
    h('tbody', null, dialect.changed.map((each) => h('tr', { 'data-item': '', 'data-kind': 'dialect', 'data-contract': each.contract },
      h('th', { scope: 'row' }, each.contract), h('td', null, h('span', { class: 'value' }, each.claim), each.sources.length === 0 ? null : h('div', { class: 'small soft' }, sources(each.sources))),
      h('td', null, h('span', { class: 'value' }, each.before)), h('td', { class: 'differs' }, h('strong', { class: 'value' }, each.after)))))));
}

function oneSided(title: string, rows: readonly OneSided[]): Element | null {
  if (rows.length === 0) return null;
  return h('details', { class: 'dialect-kind' }, h('summary', null, h('strong', null, title), h('span', { class: 'soft' }, ` ${rows.length}; no change of the target can be told from these`)),
    scrolling(title, h('table', { class: 'dialect' }, h('thead', null, h('tr', null, ['Contract', 'What was looked at', 'Outcome'].map((each) => h('th', { scope: 'col' }, each)))),
      h('tbody', null, rows.map((row) => h('tr', null, h('th', { scope: 'row' }, row.contract), h('td', null, h('span', { class: 'value' }, row.claim)), h('td', null, h('span', { class: 'value' }, row.outcome))))))));
}

function section(anchor: string, title: string, lead: string, content: Content): Element {
  return h('section', { id: anchor, 'aria-labelledby': `${anchor}-title`, 'data-section': '' }, h('h2', { id: `${anchor}-title` }, title), h('p', { class: 'soft' }, lead), content,
    h('p', { class: 'nothing-left needs-script', hidden: true, 'data-nothing': '' }, 'Nothing here fits the search and the filters.'));
}

/** The page of a comparison. Everything that came from a target is text in it, whatever it looks like. */
export function comparisonPage(comparison: Comparison): string {
  const { dialect, before, after, outcome } = comparison;
  const news = comparison.verdicts.filter(isNews);
  return pageDocument({
    title: `${after.target.name}: ${outcome}`,
    styles: [...sharedStyles(), readAsset('style/report.css'), readAsset('style/compare.css')],
    scripts: ['theme', 'explorer', 'keyboard', 'print'].map((name) => readAsset(`browser/${name}.js`)),
    body: [
      h('a', { class: 'skip-link', href: '#verdicts' }, 'To what changed'), verdictSymbols(), comparisonHead(comparison), comparisonToolbar(comparison),
      h('main', null,
        section('verdicts', 'Verdicts', 'What became of each promise. A regression held before and is broken now.', news.length === 0 ? h('p', null, 'Every verdict is what it was.') : news.map(article)),
        section('dialect', 'Dialect', 'What the target does where nothing obliges it, and does in another way now: clients may notice.', [changedDialect(comparison), oneSided('Seen by the first run only:', dialect.onlyBefore), oneSided('Seen by the second run only:', dialect.onlyAfter)]),
        section('unchanged', 'Unchanged', 'What holds as it did, applies to neither, or could be decided by neither.', unchanged(comparison))),
      h('footer', { class: 'page-foot small soft' }, h('p', null, `${comparison.tool.name} ${comparison.tool.version} · runs `, h('code', null, before.id), ' and ', h('code', null, after.id), ' · made from compare.json; the evidence stands in the reports of the two runs')),
    ],
  });
}
