/** One finding: what was expected and seen, the maps around the request or the race, the smallest plan, the exchanges, and how to see it again. */
import type { ReportVerdict } from '../report.ts';
import { planLines } from '../plan-text.ts';
import { citation, levelWord } from '../verdict-words.ts';
import { findingAnchor, verdictAnchor } from './anchors.ts';
import { copyable } from './copyable.ts';
import { h, type Element } from './element.ts';
import { exchangeList, type EvidenceLimits } from './exchange-list.ts';
import type { FindingGroup, PlacedFinding } from './finding-groups.ts';
import { ladderTable } from './ladder-table.ts';
import { swimLanes } from './swim-lanes.ts';
import { verdictMark } from './verdict-mark.ts';

const LEADING: EvidenceLimits = { maxOthers: 16, maxBody: 2000, maxProofBody: 1000 };
const FURTHER: EvidenceLimits = { maxOthers: 0, maxBody: 600, maxProofBody: 300 };
const MAX_PLAN_LINES = 24;
const MAX_SOURCES = 2;
const MAX_CURL = 6000;

function reproducedText({ finding: { reproduced, race } }: PlacedFinding): string {
  if (reproduced === null) return race === null ? 'not replayed' : 'not replayed; the recorded race is the proof';
  const said = `${reproduced.times} of ${reproduced.of} replays`;
  return reproduced.times === 0 ? `${said}; the recorded exchanges are the proof` : said;
}

function planText({ finding: { plan, missedStarts } }: PlacedFinding): string {
  const lines = planLines(plan, missedStarts);
  return lines.length <= MAX_PLAN_LINES ? lines.join('\n') : [...lines.slice(0, MAX_PLAN_LINES), `… ${lines.length - MAX_PLAN_LINES} more lines in report.json`].join('\n');
}

function comparison({ finding }: PlacedFinding): Element {
  return h('div', { class: 'comparison' },
    h('div', null, h('h4', null, 'Expected'), h('p', null, h('span', { class: 'value' }, finding.expected))),
    h('div', { class: 'seen' }, h('h4', null, 'Actual'), h('p', null, h('span', { class: 'value' }, finding.actual))));
}

function curl({ finding: { curl: line } }: PlacedFinding): Element | null {
  if (line === '') return null;
  return line.length > MAX_CURL ? h('p', { class: 'soft small' }, `The curl line has ${line.length} characters; it is in report.json.`) : copyable(line, 'the curl line');
}

function evidence(placed: PlacedFinding, limits: EvidenceLimits): readonly (Element | null)[] {
  const { finding } = placed;
  return [
    finding.ladder.length === 0 ? null : h('div', null, h('h4', null, 'State ladder'), finding.ladder.map((rung) => ladderTable(rung, finding))),
    finding.race === null ? null : h('div', null, h('h4', null, 'The race'), swimLanes(finding.race, finding)),
    h('h4', null, 'Smallest plan'), h('pre', null, planText(placed)),
    h('h4', null, 'Exchanges'), exchangeList(finding.exchanges, finding.proof, limits),
    h('h4', null, 'See it again'), curl(placed), copyable(finding.replay, 'the replay command'),
  ];
}

function data({ finding, row }: PlacedFinding): Readonly<Record<`data-${string}`, string>> {
  return { 'data-item': '', 'data-kind': 'finding', 'data-verdict': row.verdict, 'data-contract': row.contract, 'data-invariant': row.invariant, 'data-effect': finding.effect, 'data-class': finding.class };
}

function further(placed: PlacedFinding): Element {
  const { finding, row } = placed;
  return h('details', { class: 'further', id: findingAnchor(finding.id), ...data(placed) },
    h('summary', null, h('strong', null, `${row.contract}: ${row.invariant}`), ` · ${finding.effect}, `, h('bdi', null, finding.class), ' · ', h('span', { class: 'value' }, finding.actual)),
    h('div', { class: 'further-body' }, comparison(placed), evidence(placed, FURTHER), h('p', { class: 'small soft' }, `${reproducedText(placed)} · `, h('a', { href: `#${findingAnchor(finding.id)}` }, finding.id))));
}

/** The few sources that say most: documents with lines come first; the rest stands with the invariant. */
function sourcesText({ sources }: ReportVerdict): string {
  if (sources.length === 0) return 'no source';
  const cited = sources.toSorted((a, b) => Number(b.lines !== undefined) - Number(a.lines !== undefined)).map(citation);
  return `${cited.slice(0, MAX_SOURCES).join('; ')}${cited.length > MAX_SOURCES ? ` and ${cited.length - MAX_SOURCES} more` : ''}`;
}

function head(placed: PlacedFinding): Element {
  const { finding, row } = placed;
  return h('header', null,
    h('div', { class: 'finding-title' }, h('span', { class: `verdict ${row.verdict}` }, verdictMark(row.verdict)),
      h('h3', null, h('a', { class: 'plain-link', href: `#${verdictAnchor(row)}` }, `${row.contract}: ${row.invariant}`)),
      h('span', { class: 'chip' }, finding.effect), h('span', { class: 'chip' }, h('bdi', null, finding.class)),
      row.verdict === 'waived' || finding.waiver !== undefined ? h('span', { class: 'chip waived' }, 'waived') : null,
      h('a', { class: 'small permalink', href: `#${findingAnchor(finding.id)}`, 'aria-label': `Link to finding ${finding.id}` }, finding.id)),
    h('p', { class: 'claim' }, h('span', { class: 'value' }, row.claim)),
    h('p', { class: 'small soft' }, `${levelWord(row.level)} · ${sourcesText(row)} · reproduced: ${reproducedText(placed)}`));
}

/** A group of findings: the leading one in full, those with the same cause folded below it. */
export function findingCard({ leading, others }: FindingGroup): Element {
  const noun = others.length === 1 ? 'finding' : 'findings';
  return h('article', { class: `finding ${leading.row.verdict}`, id: findingAnchor(leading.finding.id), tabIndex: -1, ...data(leading) },
    head(leading), comparison(leading), evidence(leading, LEADING),
    others.length === 0 ? null : h('section', { class: 'same-cause' }, h('h4', null, `Same cause: ${others.length} more ${noun}`), others.map(further)));
}
