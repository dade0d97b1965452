/** The five verdicts as drawn signs: each has an outline of its own, so that they are told apart without colour, small or printed. */
import { VERDICTS, type VerdictKind } from '../../specs/judgement.ts';
import { VERDICT_WORDS } from '../verdict-words.ts';
import { h, type Element } from './element.ts';

const LINE = { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' } as const;
const CUT = { ...LINE, stroke: 'var(--paper)', 'stroke-width': 1.9 } as const;

function shapes(kind: VerdictKind): readonly Element[] {
  switch (kind) {
    case 'pass': return [h('circle', { cx: 8, cy: 8, r: 7.2, fill: 'currentColor' }), h('path', { d: 'M4.7 8.3l2.3 2.3 4.4-4.8', ...CUT })];
    case 'fail': return [h('path', { d: 'M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z', fill: 'currentColor' }), h('path', { d: 'M5.4 5.4l5.2 5.2m0-5.2l-5.2 5.2', ...CUT })];
    case 'unknown': return [h('path', { d: 'M8 .9L15.1 8 8 15.1.9 8z', ...LINE }), h('path', { d: 'M6.3 6.3a1.7 1.7 0 1 1 2.5 1.6c-.6.3-.8.6-.8 1.2', ...LINE }), h('circle', { cx: 8, cy: 11.4, r: 1, fill: 'currentColor' })];
    case 'not-applicable': return [h('circle', { cx: 8, cy: 8, r: 7, ...LINE, 'stroke-dasharray': '2.4 2.4' }), h('path', { d: 'M5 8h6', ...LINE })];
    case 'waived': return [h('path', { d: 'M2.5 1.5h11v13L8 11.5l-5.5 3z', ...LINE }), h('path', { d: 'M5.2 6.8c1-1.5 2-1.5 2.8-.6s1.8.9 2.8-.6', ...LINE })];
    default: return kind satisfies never;
  }
}

/** The drawings, once per page and unseen; {@link verdictMark} refers to them. */
export function verdictSymbols(): Element {
  return h('svg', { width: 0, height: 0, 'aria-hidden': 'true', class: 'only-read' }, VERDICTS.map((kind) => h('symbol', { id: `mark-${kind}`, viewBox: '0 0 16 16' }, shapes(kind))));
}

/** The sign of a verdict without its word: decoration, to stand beside text that says it. Needs {@link verdictSymbols} in the page. */
export function verdictMark(kind: VerdictKind): Element {
  return h('svg', { class: 'mark', 'aria-hidden': 'true' }, h('use', { href: `#mark-${kind}` }));
}

/** Sign and word of a verdict in its colour. */
export function verdictLabel(kind: VerdictKind, text: string = VERDICT_WORDS[kind].word): Element {
  return h('span', { class: `verdict ${kind}` }, verdictMark(kind), text);
}
