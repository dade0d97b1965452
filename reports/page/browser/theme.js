// Light, dark, or as the system says: a button that goes round. The choice lasts as long as the page; a page from a disk has nowhere to keep it.
const THEMES = /** @type {const} */ (['auto', 'light', 'dark']);
const root = document.documentElement;

for (const button of document.querySelectorAll('button[data-theme-button]')) {
  button.addEventListener('click', () => {
    const now = THEMES.findIndex((theme) => theme === (root.dataset.theme ?? 'auto'));
    const next = THEMES[(now + 1) % THEMES.length] ?? 'auto';
    if (next === 'auto') delete root.dataset.theme;
    else root.dataset.theme = next;
    button.textContent = `Theme: ${next}`;
  });
}
root.classList.add('scripted');
export {};
