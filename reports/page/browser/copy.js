// Copies a command. Where the browser gives no clipboard the text is marked, ready to be copied by hand.
for (const button of document.querySelectorAll('button[data-copy]')) {
  button.addEventListener('click', () => {
    const code = button.parentElement?.querySelector('code');
    if (code === null || code === undefined) return;
    void copy(code).then((done) => { button.textContent = done ? 'Copied' : 'Marked'; });
  });
}

/** @param {HTMLElement} code */
async function copy(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return true;
  } catch {
    getSelection()?.selectAllChildren(code);
    return false;
  }
}
export {};
