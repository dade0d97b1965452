/** `index.html` of a run: the whole report as one document, to be read without a script, a network or a server. */
import type { Report } from '../report.ts';
import { dialect } from './dialect.ts';
import { h, type Content, type Element } from './element.ts';
import { findingCard } from './finding-card.ts';
import { findingGroups } from './finding-groups.ts';
import { findingIndex } from './finding-index.ts';
import { invariantList } from './invariant-list.ts';
import { matrix } from './matrix.ts';
import { pactSection } from '../pact/pact-section.ts';
import { pageDocument } from './page-document.ts';
import { readAsset } from './read-asset.ts';
import { reportHead } from './report-head.ts';
import { judgedBy, notExercised, restoration, spending, trouble, waivers } from './run-sections.ts';
import { sharedStyles } from './style/style-sheets.ts';
import { keyHelp, toolbar } from './toolbar.ts';
import { verdictSymbols } from './verdict-mark.ts';

interface Section {
  readonly anchor: string;
  readonly title: string;
  readonly lead: string;
  readonly content: Content;
}

function findings(report: Report): Content {
  const groups = findingGroups(report);
  return groups.length === 0 ? h('p', null, 'Nothing was found that breaks an invariant.') : [findingIndex(groups), groups.map(findingCard)];
}

function sectionsOf(report: Report): readonly Section[] {
  return [
    { anchor: 'matrix', title: 'Matrix', lead: 'Each invariant on each contract. Passed, unknown and not applicable: how many of the needed cells (effect and class of input) were exercised. Unknown is not passed.', content: matrix(report) },
    { anchor: 'findings', title: 'Findings', lead: 'One for each cause, with the evidence; what has the same cause is folded below it.', content: findings(report) },
    { anchor: 'invariants', title: 'Invariants', lead: 'What is claimed, where it is written, and what it came to.', content: invariantList(report) },
    ...(report.pact === undefined ? [] : [{ anchor: 'pacts', title: 'Pacts', lead: 'What consumers rely on, held against the target by the Pact verifier, one request at a time.', content: pactSection(report.pact) }]),
    { anchor: 'dialect', title: 'Dialect', lead: 'What the target does where nothing obliges it: no verdict rests on this.', content: dialect(report) },
    { anchor: 'not-exercised', title: 'Not exercised', lead: 'What this report says nothing about, and why.', content: notExercised(report) },
    ...(report.waivers === undefined ? [] : [{ anchor: 'waivers', title: 'Waivers', lead: 'Known deviations, and whether each still has its place: a stale or expired one fails the run.', content: waivers(report) }]),
    { anchor: 'trouble', title: 'Trouble', lead: 'What went wrong between us and the target: never a violation.', content: trouble(report) },
    { anchor: 'restoration', title: 'Restoration', lead: 'Whether everything is as it was.', content: restoration(report) },
    { anchor: 'run', title: 'Requests and contracts', lead: 'What the requests were for, and what the target was judged by.', content: [spending(report), judgedBy(report)] },
  ];
}

function section({ anchor, title, lead, content }: Section): Element {
  return h('section', { id: anchor, 'aria-labelledby': `${anchor}-title`, 'data-section': '' },
    h('h2', { id: `${anchor}-title` }, title), h('p', { class: 'soft' }, lead), content, h('p', { class: 'nothing-left needs-script', hidden: true, 'data-nothing': '' }, 'Nothing here fits the search and the filters.'));
}

function foot(report: Report): Element {
  return h('footer', { class: 'page-foot small soft' }, h('p', null, `${report.tool.name} ${report.tool.version} · run `, h('code', null, report.run.id), ' · made from report.json, which holds everything shown here and more'));
}

/** The page of a report. Everything that came from the target is text in it, whatever it looks like. */
export function reportPage(report: Report): string {
  const sections = sectionsOf(report);
  return pageDocument({
    title: `${report.target.name}: ${report.summary.verdict}`,
    styles: [...sharedStyles(), readAsset('style/report.css')],
    scripts: ['theme', 'explorer', 'keyboard', 'copy', 'print'].map((name) => readAsset(`browser/${name}.js`)),
    body: [
      h('a', { class: 'skip-link', href: '#matrix' }, 'To the matrix'), verdictSymbols(), reportHead(report), toolbar(report, sections.map(({ anchor, title }) => [anchor, title])),
      h('main', null, sections.map(section)), foot(report), keyHelp(),
    ],
  });
}
