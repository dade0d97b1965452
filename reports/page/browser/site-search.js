// Hides the rows of a site's tables that do not hold every word of the search; the address keeps the words.
const form = document.querySelector('form[data-site-search]');
const field = form?.querySelector('input');
const count = form?.querySelector('output');
const rows = [...document.querySelectorAll('tr[data-row]')].filter((each) => each instanceof HTMLElement);

/** @param {string} text */
function show(text) {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  let shown = 0;
  for (const row of rows) {
    row.hidden = !words.every((word) => `${row.textContent} ${row.dataset.row ?? ''}`.toLowerCase().includes(word));
    if (!row.hidden) shown += 1;
  }
  if (count !== null && count !== undefined) count.textContent = words.length === 0 ? '' : `${shown} of ${rows.length} rows`;
}

/** @returns {string} */
function wanted() {
  return location.hash.startsWith('#?') ? new URLSearchParams(location.hash.slice(2)).get('q') ?? '' : '';
}

if (field instanceof HTMLInputElement) {
  field.addEventListener('input', () => {
    history.replaceState(null, '', field.value === '' ? '#' : `#?${new URLSearchParams({ q: field.value }).toString()}`);
    show(field.value);
  });
  field.value = wanted();
  show(field.value);
}
form?.addEventListener('submit', (event) => event.preventDefault());
export {};
