/** What a reader sees first: the verdict in one sentence, what limits it, all five counts, what was tried and how to do it again. */
import type { VerdictKind } from '../../specs/judgement.ts';
import type { Report } from '../report.ts';
import { failedWaivers, waiverLine } from '../waiver-lines.ts';
import { countOf, VERDICT_WORDS, verdictSentence, targetName } from '../verdict-words.ts';
import { shellQuote } from '../shell-quote.ts';
import { copyable } from './copyable.ts';
import { h, type Content, type Element } from './element.ts';
import { verdictMark } from './verdict-mark.ts';

function fact(name: string, value: Content): readonly Element[] {
  return [h('dt', null, name), h('dd', null, value)];
}

function text(value: string): Element {
  return h('span', { class: 'value' }, value);
}

function seconds(durationMs: number): string {
  if (durationMs === 0) return 'not known';
  return durationMs < 120_000 ? `${(durationMs / 1000).toFixed(1)} s` : `${(durationMs / 60_000).toFixed(1)} min`;
}

function targetFacts({ target }: Report): Element {
  const versions = Object.entries(target.microversions).map(([service, { min, max }]) => `${service} ${min} to ${max}`);
  return h('dl', { class: 'facts' },
    fact('Target', text(`${target.name} (${target.kind})`)), fact('Release', text(target.release ?? 'not told')), fact('Cloud', text(target.cloud ?? 'not named')),
    fact('Microversions', text(versions.join('; ') || 'none announced')), fact('Endpoint', target.endpoint.split(' ').map((url) => h('div', null, h('code', null, url)))));
}

function runFacts(report: Report): Element {
  const { run, restoration, contracts } = report;
  const labels = Object.entries(run.labels).map(([key, value]) => `${key}=${value}`).join(', ');
  return h('dl', { class: 'facts' },
    fact('Profile', run.profile), fact('Seed', h('code', null, String(run.seed))), fact('Began', h('time', { dateTime: run.startedAt }, run.startedAt)),
    fact('Took', `${seconds(run.durationMs)}, ${run.requests} requests in ${run.plans} plans`),
    fact('Leftovers', `${restoration.leftovers}; ${restoration.restored} of ${restoration.touched} resources restored`),
    fact('Contracts', contracts.map(({ id }) => id).join(', ')), labels === '' ? null : fact('Labels', text(labels)));
}

/** The call of this run, with its seed. */
function reproduction({ run }: Report): string {
  const words = run.argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : shellQuote(word)));
  return ['metaconform', ...words, ...(run.argv.includes('--seed') ? [] : ['--seed', String(run.seed)])].join(' ');
}

/** What makes the verdict worth less than it looks; said before anything else. */
function limits(report: Report): readonly string[] {
  const { run, restoration, summary, trouble } = report;
  return [
    ...(summary.unknown === 0 ? [] : [`${summary.unknown} could not be decided: they are unknown, not passed.`]),
    ...(run.exitCode === 4 ? [`Not everything could be put back: ${[...restoration.problems, ...(restoration.leftovers === 0 ? [] : [`${restoration.leftovers} leftovers`])].join('; ')}.`] : []),
    ...failedWaivers(report).map((waiver) => `Waiver of ${waiverLine(waiver)}`),
    ...(trouble.length === 0 ? [] : [`There was trouble on the way ${trouble.length === 1 ? 'once' : `${trouble.length} times`}.`]),
  ];
}

function count(kind: VerdictKind, report: Report): Element {
  const number = countOf(report, kind);
  return h('li', { class: number === 0 ? `count none ${kind}` : `count washed ${kind}` },
    h('span', { class: 'count-number' }, verdictMark(kind), number), h('span', { class: 'count-word' }, VERDICT_WORDS[kind].word));
}

const ORDER: readonly VerdictKind[] = ['fail', 'unknown', 'pass', 'not-applicable', 'waived'];

/** The head of the report. */
export function reportHead(report: Report): Element {
  const { summary } = report;
  const limiting = limits(report);
  return h('header', { class: 'page-head' },
    h('div', { class: 'brand' }, h('span', null, 'metaconform conformance report'),
      h('span', { class: 'brand-buttons needs-script' }, h('button', { type: 'button', 'data-theme-button': '' }, 'Theme: auto'), h('button', { type: 'button', 'data-help': '' }, 'Keys ', h('kbd', null, '?')))),
    h('h1', null, 'Metadata conformance of ', h('bdi', null, targetName(report))),
    h('div', { class: `banner washed ${summary.verdict}` }, verdictMark(summary.verdict),
      h('div', null, h('p', { class: 'sentence' }, text(verdictSentence(report))), limiting.length === 0 ? null : h('ul', null, limiting.map((each) => h('li', null, text(each)))))),
    h('ul', { class: 'counts', 'aria-label': 'All verdicts' }, ORDER.map((kind) => count(kind, report))),
    h('div', { class: 'cards' }, h('section', { class: 'panel', 'aria-label': 'Target' }, h('h2', { class: 'card-title' }, 'What was tried'), targetFacts(report)), h('section', { class: 'panel', 'aria-label': 'Run' }, h('h2', { class: 'card-title' }, 'The run'), runFacts(report)),
      h('section', { class: 'panel wide', 'aria-label': 'How to reproduce' }, h('h2', { class: 'card-title' }, 'How to reproduce'), copyable(reproduction(report), 'the command'),
        h('p', { class: 'small soft' }, 'Tokens come from the environment and stand in no report. The same verdicts, offline, from what was recorded: ', h('code', null, 'metaconform rejudge'), ' in this folder.'))));
}
