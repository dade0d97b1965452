/** Links to the sections, and with a script the search, the filters and the help on keys. */
import { VERDICTS } from '../../specs/judgement.ts';
import type { Report } from '../report.ts';
import { VERDICT_WORDS } from '../verdict-words.ts';
import { h, type Element } from './element.ts';
import { contractsOf } from './matrix.ts';
import { verdictMark } from './verdict-mark.ts';

function choice(contracts: readonly string[]): Element {
  return h('label', null, h('span', { class: 'only-read' }, 'Contract'),
    h('select', { 'data-filter-contract': '' }, h('option', { value: '' }, 'all contracts'), contracts.map((contract) => h('option', { value: contract }, contract))));
}

/** The bar that stays on top while one reads. */
export function toolbar(report: Report, sections: readonly (readonly [anchor: string, title: string])[]): Element {
  return h('div', { class: 'toolbar no-print' }, h('div', { class: 'toolbar-inner' },
    h('nav', { 'aria-label': 'Sections' }, sections.map(([anchor, title]) => h('a', { href: `#${anchor}` }, title))),
    h('form', { class: 'explorer needs-script', role: 'search', 'data-explorer': '' },
      h('label', null, h('span', { class: 'only-read' }, 'Search'), h('input', { type: 'search', 'data-search': '', placeholder: 'Search: words, contract:server, effect:merge', autocomplete: 'off', spellcheck: false })),
      choice(contractsOf(report)),
      h('div', { class: 'filter-buttons', role: 'group', 'aria-label': 'Verdicts' }, VERDICTS.map((kind) => h('button', { type: 'button', 'data-filter-verdict': kind, 'aria-pressed': 'false', class: kind }, verdictMark(kind), ` ${VERDICT_WORDS[kind].word}`))),
      h('button', { type: 'reset' }, 'Clear'), h('output', { 'data-count': '', role: 'status' }))));
}

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['s', '/'], 'search'], [['j', 'k'], 'next and previous finding or invariant'], [['o'], 'open or close what is below it'], [['m'], 'to the matrix'], [['t'], 'theme: as the system says, light, dark'], [['Esc'], 'leave the search, close this'], [['?'], 'this help'],
];

/** The help on keys. */
export function keyHelp(): Element {
  return h('dialog', { class: 'key-help', 'aria-labelledby': 'key-help-title' },
    h('h2', { id: 'key-help-title' }, 'Keys'),
    h('dl', { class: 'facts' }, KEYS.map(([keys, what]) => [h('dt', null, keys.map((key, index) => [index === 0 ? '' : ' ', h('kbd', null, key)])), h('dd', null, what)])),
    h('p', { class: 'small soft' }, 'In the search: words that must all be there; ', h('code', null, 'contract:'), ', ', h('code', null, 'verdict:'), ', ', h('code', null, 'invariant:'), ', ', h('code', null, 'effect:'), ' and ', h('code', null, 'class:'), ' look at one thing. The address of the page holds what you chose: send it on.'),
    h('form', { method: 'dialog' }, h('button', null, 'Close')));
}
