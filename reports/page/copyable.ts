import { h, type Element } from './element.ts';

/** A text that people take elsewhere: a command. The button needs a script; without one the text can be marked as any other. */
export function copyable(text: string, label: string): Element {
  return h('div', { class: 'copyable' },
    h('pre', null, h('code', null, text)),
    h('button', { type: 'button', class: 'needs-script', 'data-copy': '', 'aria-label': `Copy ${label}` }, 'Copy'));
}
