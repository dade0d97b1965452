// Search and filters. The address holds what was chosen: `#finding-…` leads to one place, `#?q=…&verdict=…&contract=…&at=…` also says what is shown.

/** @typedef {{ readonly q: string, readonly verdicts: readonly string[], readonly contract: string, readonly at: string }} State */

/** @type {readonly HTMLElement[]} */
const items = [...document.querySelectorAll('[data-item]')].filter((each) => each instanceof HTMLElement);
const form = document.querySelector('form[data-explorer]');
const search = document.querySelector('input[data-search]');
const contracts = document.querySelector('select[data-filter-contract]');
const count = document.querySelector('output[data-count]');
const buttons = [...document.querySelectorAll('button[data-filter-verdict]')].filter((each) => each instanceof HTMLButtonElement);

/** @type {WeakMap<HTMLElement, string>} */
const texts = new WeakMap();

/** The text of an item in small letters, with its ids; read when it is first asked for. @param {HTMLElement} item */
function textOf(item) {
  const known = texts.get(item) ?? `${item.textContent} ${Object.values(item.dataset).join(' ')} ${item.id}`.toLowerCase();
  texts.set(item, known);
  return known;
}

/** Whether one word of the search fits an item: `name:word` looks at what the item says of itself under that name. @param {HTMLElement} item @param {string} word */
function fitsWord(item, word) {
  const [, name, wanted] = /^(contract|verdict|invariant|effect|class|kind):(.+)$/.exec(word) ?? [];
  if (name === undefined || wanted === undefined) return textOf(item).includes(word);
  return (item.dataset[name] ?? '').toLowerCase().includes(wanted);
}

/** @param {HTMLElement} item @param {State} state */
function fits(item, { q, verdicts, contract }) {
  const own = item.dataset;
  if (contract !== '' && own.contract !== undefined && !own.contract.split('\n').includes(contract)) return false;
  if (verdicts.length > 0 && own.kind !== 'dialect' && !(own.verdict ?? '').split(' ').some((each) => verdicts.includes(each))) return false;
  return q.toLowerCase().split(/\s+/).every((word) => word === '' || fitsWord(item, word));
}

/** @returns {State} */
function readAddress() {
  const { hash } = location;
  if (!hash.startsWith('#?')) return { q: '', verdicts: [], contract: '', at: decode(hash.slice(1)) };
  const given = new URLSearchParams(hash.slice(2));
  return { q: given.get('q') ?? '', verdicts: (given.get('verdict') ?? '').split(',').filter((each) => each !== ''), contract: given.get('contract') ?? '', at: given.get('at') ?? '' };
}

/** @param {string} text */
function decode(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

/** @param {State} state */
function addressOf({ q, verdicts, contract, at }) {
  if (q === '' && verdicts.length === 0 && contract === '') return at === '' ? '#' : `#${encodeURIComponent(at)}`;
  const pairs = Object.entries({ q, verdict: verdicts.join(','), contract, at }).filter(([, value]) => value !== '');
  return `#?${new URLSearchParams(pairs).toString()}`;
}

/** @type {State} */
let state = readAddress();

function showControls() {
  if (search instanceof HTMLInputElement && search.value !== state.q) search.value = state.q;
  if (contracts instanceof HTMLSelectElement) contracts.value = state.contract;
  for (const button of buttons) button.setAttribute('aria-pressed', String(state.verdicts.includes(button.dataset.filterVerdict ?? '')));
}

/** Hides what is left with nothing in it, and says so in its section. */
function closeRanks() {
  for (const group of document.querySelectorAll('[data-group]')) if (group instanceof HTMLElement) group.hidden = group.querySelector('[data-item]:not([hidden])') === null;
  for (const section of document.querySelectorAll('[data-section]')) {
    const nothing = section.querySelector('[data-nothing]');
    const own = section.querySelectorAll('[data-item]');
    if (nothing instanceof HTMLElement) nothing.hidden = own.length === 0 || [...own].some((each) => each instanceof HTMLElement && !each.hidden);
  }
}

function showItems() {
  const chosen = new Set(items.filter((item) => fits(item, state)));
  for (const item of items) {
    // A finding stays while one that is folded below it is wanted.
    item.hidden = !chosen.has(item) && ![...item.querySelectorAll('[data-item]')].some((each) => each instanceof HTMLElement && chosen.has(each));
  }
  for (const cell of document.querySelectorAll('.matrix td[data-verdict]')) if (cell instanceof HTMLElement) cell.classList.toggle('dimmed', !isWanted(cell));
  closeRanks();
  if (count !== null) count.textContent = chosen.size === items.length ? '' : summary(chosen);
}

/** @param {HTMLElement} cell */
function isWanted(cell) {
  return (state.contract === '' || cell.dataset.contract === state.contract) && (state.verdicts.length === 0 || state.verdicts.includes(cell.dataset.verdict ?? ''));
}

/** @param {ReadonlySet<HTMLElement>} chosen */
function summary(chosen) {
  const of = (/** @type {string} */ kind, /** @type {string} */ noun) => {
    const all = items.filter((item) => item.dataset.kind === kind).length;
    return all === 0 ? [] : [`${[...chosen].filter((item) => item.dataset.kind === kind).length} of ${all} ${noun}`];
  };
  return [...of('verdict', 'verdicts'), ...of('finding', 'findings')].join(', ');
}

/** Leads to a place: opens what it is folded in, and shows it even where a filter would hide it. */
function goTo() {
  const place = state.at === '' ? null : document.getElementById(state.at);
  if (place === null) return;
  for (let at = /** @type {HTMLElement | null} */ (place); at !== null; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) at.open = true;
    at.hidden = false;
  }
  place.scrollIntoView();
  place.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent('place', { detail: place.id }));
}

/** @param {Partial<State>} changes */
function choose(changes) {
  state = { ...state, ...changes };
  history.replaceState(null, '', addressOf(state));
  showControls();
  showItems();
}

search?.addEventListener('input', () => { if (search instanceof HTMLInputElement) choose({ q: search.value, at: '' }); });
contracts?.addEventListener('change', () => { if (contracts instanceof HTMLSelectElement) choose({ contract: contracts.value, at: '' }); });
form?.addEventListener('reset', (event) => { event.preventDefault(); choose({ q: '', verdicts: [], contract: '', at: '' }); });
form?.addEventListener('submit', (event) => event.preventDefault());
for (const button of buttons) {
  button.addEventListener('click', () => {
    const kind = button.dataset.filterVerdict ?? '';
    choose({ verdicts: state.verdicts.includes(kind) ? state.verdicts.filter((each) => each !== kind) : [...state.verdicts, kind], at: '' });
  });
}
window.addEventListener('hashchange', () => {
  const given = readAddress();
  // A plain link leads to a place and leaves the filters as they are.
  if (location.hash.startsWith('#?') || location.hash === '') state = given;
  else choose({ at: given.at });
  showControls();
  showItems();
  goTo();
});

showControls();
showItems();
goTo();
export {};
