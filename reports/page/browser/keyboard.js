// Keys: s or / searches, j and k go on and back, o folds, m leads to the matrix, t changes the theme, ? helps. Never while one types, never with a modifier.
const search = document.querySelector('input[data-search]');
const help = document.querySelector('dialog.key-help');
let current = /** @type {HTMLElement | null} */ (null);

/** What j and k stop at, as far as it is shown. @returns {readonly HTMLElement[]} */
function stops() {
  return [...document.querySelectorAll('article.finding, article.invariant')].filter((each) => each instanceof HTMLElement).filter((each) => !each.hidden);
}

/** @param {HTMLElement} place */
function mark(place) {
  current?.classList.remove('current');
  current = place;
  place.classList.add('current');
  place.focus({ preventScroll: true });
}

/** @param {1 | -1} by */
function move(by) {
  const all = stops();
  const at = current === null ? -1 : all.indexOf(current);
  const next = at === -1 ? (by === 1 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by));
  const place = all[next];
  if (place === undefined) return;
  mark(place);
  place.scrollIntoView();
}

function fold() {
  const folded = [...(current?.querySelectorAll('details') ?? [])];
  const open = folded.some((each) => !each.open);
  for (const each of folded) each.open = open;
}

/** @type {Readonly<Record<string, () => void>>} */
const KEYS = {
  s: () => { if (search instanceof HTMLInputElement) { search.focus(); search.select(); } },
  '/': () => KEYS.s?.(),
  j: () => move(1),
  k: () => move(-1),
  o: fold,
  m: () => document.getElementById('matrix')?.scrollIntoView(),
  t: () => { const button = document.querySelector('button[data-theme-button]'); if (button instanceof HTMLButtonElement) button.click(); },
  '?': () => { if (help instanceof HTMLDialogElement && !help.open) help.showModal(); },
};

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target)) {
    if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
    return;
  }
  if (help instanceof HTMLDialogElement && help.open) return;
  const act = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : undefined;
  if (act === undefined) return;
  event.preventDefault();
  act();
});
document.querySelector('button[data-help]')?.addEventListener('click', () => KEYS['?']?.());
document.addEventListener('place', (event) => {
  const place = event instanceof CustomEvent ? document.getElementById(String(event.detail))?.closest('article') : null;
  if (place instanceof HTMLElement) {
    current?.classList.remove('current');
    current = place;
  }
});
export {};
