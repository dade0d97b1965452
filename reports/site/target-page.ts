import { verdictAnchor } from '../page/anchors.ts';
import { copyable } from '../page/copyable.ts';
import { h, type Content, type Element } from '../page/element.ts';
import { verdictLabel } from '../page/verdict-mark.ts';
import type { ReportVerdict } from '../report.ts';
import { VERDICT_WORDS } from '../verdict-words.ts';
import { badgeOf } from './badge.ts';
import { badgePath, filePath, invariantPath, type SiteRun, type SiteStep, type SiteTarget } from './site.ts';
import { sitePage, siteSearch, siteSection } from './site-frame.ts';
import { trendChart } from './trend.ts';
import { whatWasSeen } from './what-was-seen.ts';

const ROOT = '../';
const MAX_COLUMNS = 16;

function since(step: SiteStep | null | undefined): Content {
  if (step === undefined) return '';
  if (step === null) return h('span', { class: 'soft' }, 'not comparable: other contracts');
  const { counts, dialect } = step.comparison;
  const parts = [[counts.regressed, 'regressed'], [counts.fixed, 'fixed'], [counts.new, 'new'], [counts.gone, 'gone'], [counts.undecided, 'undecided'], [dialect.changed.length, 'in the dialect']] as const;
  const text = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`).join(', ') || (step.page === null ? 'nothing' : 'other findings');
  return step.page === null ? h('span', { class: 'soft' }, text) : h('a', { href: `${ROOT}${step.page}`, class: counts.regressed > 0 ? 'fail' : undefined }, text);
}

function runRow(run: SiteRun, step: SiteStep | null | undefined): Element {
  const { summary, run: own, target, tool } = run.report;
  return h('tr', null,
    h('th', { scope: 'row' }, h('a', { href: `${ROOT}${filePath(run, 'index.html')}` }, h('time', { dateTime: own.startedAt }, own.startedAt.slice(0, 16).replace('T', ' ')))), h('td', null, h('span', { class: 'value' }, target.release ?? '')),
    h('td', null, verdictLabel(summary.verdict)), [summary.fail, summary.unknown, summary.pass, summary.notApplicable, summary.waived].map((count) => h('td', { class: count === 0 ? 'number soft' : 'number' }, count)),
    h('td', null, since(step)), h('td', { class: 'small' }, `${tool.version}, seed ${own.seed}`),
    h('td', { class: 'small' }, h('a', { href: `${ROOT}${filePath(run, 'report.json')}` }, 'report.json'), ' ', h('code', { title: `SHA-256 of report.json: ${run.files[0]?.sha256 ?? ''}` }, `${run.files[0]?.sha256.slice(0, 12) ?? ''}…`)));
}

function history({ runs, steps }: SiteTarget): Element {
  const heads = ['Run', 'Release', 'Verdict', 'Failed', 'Unknown', 'Passed', 'Not applicable', 'Waived', 'Changed since', 'Made with', 'Report, SHA-256'];
  const rows = runs.map((run, index) => runRow(run, index === 0 ? undefined : steps[index - 1])).toReversed();
  return h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': 'Runs' }, h('table', { class: 'site-targets' }, h('thead', null, h('tr', null, heads.map((title) => h('th', { scope: 'col' }, title)))), h('tbody', null, rows)));
}

function verdictIn(run: SiteRun, of: ReportVerdict): ReportVerdict | undefined {
  return run.report.verdicts.find((row) => row.contract === of.contract && row.invariant === of.invariant);
}

function historyCell(run: SiteRun, of: ReportVerdict): Element {
  const row = verdictIn(run, of);
  if (row === undefined) return h('td', { class: 'absent' }, '·');
  const { sign, word } = VERDICT_WORDS[row.verdict];
  return h('td', { class: `washed ${row.verdict}` }, h('a', { class: 'plain-link', href: `${ROOT}${filePath(run, 'index.html')}#${verdictAnchor(row)}`, title: `${run.report.run.startedAt.slice(0, 10)}: ${word}` }, h('span', { 'aria-hidden': 'true' }, sign), h('span', { class: 'only-read' }, word)));
}

function historyRow(row: ReportVerdict, runs: readonly SiteRun[]): Element {
  return h('tr', { 'data-row': row.verdict }, h('th', { scope: 'row' }, h('span', { class: 'soft' }, `${row.contract}: `), h('a', { class: 'plain-link', href: `${ROOT}${invariantPath(row.invariant)}` }, row.invariant)), runs.map((run) => historyCell(run, row)));
}

function isSteady(row: ReportVerdict, runs: readonly SiteRun[]): boolean {
  return runs.every((run) => ['pass', 'not-applicable', undefined].includes(verdictIn(run, row)?.verdict));
}

function historyTable(label: string, rows: readonly ReportVerdict[], runs: readonly SiteRun[]): Element {
  return h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': label }, h('table', { class: 'site-matrix' },
    h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Contract and invariant'), runs.map(({ report }) => h('th', { scope: 'col' }, report.run.startedAt.slice(0, 10))))), h('tbody', null, rows.map((row) => historyRow(row, runs)))));
}

/** How each invariant did in the last runs: what ever failed or was unknown is shown, the rest is folded. */
function invariants({ latest, runs }: SiteTarget): Content {
  const shown = runs.slice(-MAX_COLUMNS);
  const [steady, moving] = [true, false].map((wanted) => latest.report.verdicts.filter((row) => isSteady(row, shown) === wanted));
  return [
    moving === undefined || moving.length === 0 ? h('p', null, 'In these runs nothing failed and nothing was unknown.') : historyTable('What failed or was unknown', moving, shown),
    steady === undefined || steady.length === 0 ? null : h('details', { class: 'dialect-kind' }, h('summary', null, h('strong', null, `${steady.length} held in every run`)), historyTable('What held in every run', steady, shown)),
  ];
}

/** What failed or could not be decided in the latest run, each with what was seen; what fails comes first. */
function open({ latest }: SiteTarget): Content {
  const rows = (['fail', 'unknown'] as const).flatMap((verdict) => latest.report.verdicts.filter((row) => row.verdict === verdict));
  if (rows.length === 0) return h('p', null, 'Nothing failed, and nothing was unknown.');
  return h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': 'What failed or was unknown in the latest run' }, h('table', { class: 'site-targets' },
    h('thead', null, h('tr', null, ['Contract and invariant', 'Verdict', 'What was seen'].map((title) => h('th', { scope: 'col' }, title)))), h('tbody', null, rows.map((row) => h('tr', { 'data-row': row.verdict },
      h('th', { scope: 'row' }, h('span', { class: 'soft' }, `${row.contract}: `), h('a', { class: 'plain-link', href: `${ROOT}${invariantPath(row.invariant)}` }, row.invariant)),
      h('td', null, h('a', { class: 'plain-link', href: `${ROOT}${filePath(latest, 'index.html')}#${verdictAnchor(row)}` }, verdictLabel(row.verdict))), h('td', null, whatWasSeen(row)))))));
}

function badges(target: SiteTarget): Content {
  const { report } = target.latest;
  const contracts = [...new Set(report.verdicts.map(({ contract }) => contract))];
  return [
    h('p', null, h('a', { href: `${ROOT}${badgePath(target)}.svg` }, `${badgeOf(report).label}: ${badgeOf(report).message}`)),
    copyable(`![${badgeOf(report).label}](${badgePath(target)}.svg)`, 'the Markdown of the badge'),
    h('p', { class: 'small soft' }, 'For badge services: ', h('a', { href: `${ROOT}${badgePath(target)}.json` }, `${badgePath(target)}.json`), '. Per contract: ', contracts.map((contract, index) => [index === 0 ? '' : ', ', h('a', { href: `${ROOT}${badgePath(target, contract)}.json` }, contract)])),
  ];
}

/** The page of one target: its history, trend, badges, and the invariants over time. */
export function targetPage(target: SiteTarget): string {
  const { latest: { report }, runs } = target;
  return sitePage({
    title: target.name, root: ROOT, heading: h('bdi', null, target.name),
    lead: [h('p', null, verdictLabel(report.summary.verdict), ` in the latest of ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}, profile ${target.profile}. Endpoint `, h('code', null, report.target.endpoint))],
    sections: [
      siteSection('trend', 'Trend', 'All verdicts of each run, the oldest on the left; what failed is at the bottom.', [trendChart(runs, `Verdicts of ${runs.length} runs; the table below says the numbers`, { width: 720, height: 120, gap: 3 }),
        h('p', { class: 'small trend-legend' }, (['fail', 'unknown', 'waived', 'pass', 'not-applicable'] as const).map((kind) => verdictLabel(kind)))]),
      siteSection('runs', 'Runs', 'The newest first. Each report is shown as its run left it.', history(target)),
      siteSection('open', 'What failed, what is unknown', 'In the latest run; the verdict leads to its place in the report.', open(target)),
      siteSection('history', 'Invariants over time', `${runs.length === 1 ? 'One run' : `The last ${Math.min(runs.length, MAX_COLUMNS)} runs`}; a cell leads to its place in the report.`, [siteSearch('Search invariants'), invariants(target)]),
      siteSection('badges', 'Badges', '', badges(target)),
    ],
  });
}
