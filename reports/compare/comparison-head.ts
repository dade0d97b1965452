import { h, type Content, type Element } from '../page/element.ts';
import { verdictMark } from '../page/verdict-mark.ts';
import { CHANGE_WORDS, comparisonSentence } from './change-words.ts';
import { CHANGES, type Change, type ComparedRun, type Comparison } from './comparison.ts';

function fact(name: string, value: Content): readonly Element[] {
  return [h('dt', null, name), h('dd', null, value)];
}

function run(title: string, { target, startedAt, seed, requests, complete, summary, profile, labels, version, contracts }: ComparedRun): Element {
  const said = Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(', ');
  return h('section', { class: 'panel', 'aria-label': title }, h('h2', { class: 'card-title' }, title), h('dl', { class: 'facts' },
    fact('Target', h('span', { class: 'value' }, `${target.name} (${target.kind})`)), fact('Release', h('span', { class: 'value' }, target.release ?? 'not told')),
    fact('Verdicts', `${summary.pass} passed, ${summary.fail} failed, ${summary.unknown} unknown, ${summary.notApplicable} not applicable, ${summary.waived} waived`),
    fact('Began', h('time', { dateTime: startedAt }, startedAt)), fact('Requests', `${requests}, seed ${seed}${complete ? '' : ', not complete'}`), fact('Profile', profile),
    fact('Contracts', contracts.map(({ id }) => id).join(', ')), said === '' ? null : fact('Labels', h('span', { class: 'value' }, said)), fact('metaconform', version)));
}

function count(change: Change, number: number): Element {
  const { sign, word, tone, meaning } = CHANGE_WORDS[change];
  return h('li', { class: number === 0 ? `count none ${tone}` : `count washed ${tone}`, title: meaning }, h('span', { class: 'count-number' }, h('span', { class: 'sign', 'aria-hidden': 'true' }, sign), number), h('span', { class: 'count-word' }, word));
}

/** The head of a comparison: the outcome in one sentence, what limits it, all counts, the two runs. */
export function comparisonHead(comparison: Comparison): Element {
  const { before, after, counts, obstacles, notes, outcome } = comparison;
  const tone = outcome === 'regressed' ? 'fail' : outcome === 'same' ? 'pass' : 'unknown';
  const limiting = [...obstacles.map((each) => `Compared all the same: ${each}.`), ...notes.map((each) => `${each.slice(0, 1).toUpperCase()}${each.slice(1)}.`)];
  return h('header', { class: 'page-head' },
    h('div', { class: 'brand' }, h('span', null, 'metaconform comparison'), h('span', { class: 'brand-buttons needs-script' }, h('button', { type: 'button', 'data-theme-button': '' }, 'Theme: auto'))),
    h('h1', null, 'What changed at ', h('bdi', null, after.labels['target'] ?? after.target.cloud ?? after.target.name)),
    h('div', { class: `banner washed ${tone}` }, verdictMark(tone), h('div', null, h('p', { class: 'sentence' }, comparisonSentence(comparison)), limiting.length === 0 ? null : h('ul', null, limiting.map((each) => h('li', null, h('span', { class: 'value' }, each)))))),
    h('ul', { class: 'counts', 'aria-label': 'All changes' }, CHANGES.map((change) => count(change, counts[change]))),
    h('div', { class: 'cards' }, run('Before', before), run('Now', after)));
}
