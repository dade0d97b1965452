// On paper everything is open; afterwards it is as it was.
/** @type {readonly HTMLDetailsElement[]} */
let opened = [];

window.addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('details')].filter((each) => !each.open);
  for (const each of opened) each.open = true;
});
window.addEventListener('afterprint', () => {
  for (const each of opened) each.open = false;
  opened = [];
});
export {};
