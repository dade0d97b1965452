import { h, type Element } from '../page/element.ts';
import { CHANGE_WORDS } from './change-words.ts';
import { CHANGES, type Comparison } from './comparison.ts';

/** Links to the sections, and with a script the search and the filters. */
export function comparisonToolbar({ verdicts, counts }: Comparison): Element {
  const contracts = [...new Set(verdicts.map(({ contract }) => contract))];
  const present = CHANGES.filter((change) => counts[change] > 0);
  return h('div', { class: 'toolbar no-print' }, h('div', { class: 'toolbar-inner' },
    h('nav', { 'aria-label': 'Sections' }, h('a', { href: '#verdicts' }, 'Verdicts'), h('a', { href: '#dialect' }, 'Dialect'), h('a', { href: '#unchanged' }, 'Unchanged')),
    h('form', { class: 'explorer needs-script', role: 'search', 'data-explorer': '' },
      h('label', null, h('span', { class: 'only-read' }, 'Search'), h('input', { type: 'search', 'data-search': '', placeholder: 'Search: words, contract:server', autocomplete: 'off', spellcheck: false })),
      h('label', null, h('span', { class: 'only-read' }, 'Contract'), h('select', { 'data-filter-contract': '' }, h('option', { value: '' }, 'all contracts'), contracts.map((contract) => h('option', { value: contract }, contract)))),
      h('div', { class: 'filter-buttons', role: 'group', 'aria-label': 'Changes' }, present.map((change) => h('button', { type: 'button', 'data-filter-verdict': change, 'aria-pressed': 'false', class: CHANGE_WORDS[change].tone }, `${CHANGE_WORDS[change].sign} ${CHANGE_WORDS[change].word}`))),
      h('button', { type: 'reset' }, 'Clear'), h('output', { 'data-count': '', role: 'status' }))));
}
