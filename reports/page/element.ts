/** How pages are written: elements as calls. Text is always escaped, since nothing here takes markup. */
import { h as createElement, type ComponentChildren, type JSX, type VNode } from 'preact';

/** An element of a page. */
export type Element = VNode;

/** What may stand inside an element: elements, text, numbers, lists of these; null and false are nothing. */
export type Content = ComponentChildren;

type Attributes<Tag extends keyof JSX.IntrinsicElements> =
  Omit<JSX.IntrinsicElements[Tag], 'dangerouslySetInnerHTML' | 'style' | `on${string}` | 'children'> & Readonly<Record<`data-${string}`, string | number | undefined>>;

/** An element with attributes and content. Without `style` (the page's policy refuses it: use classes), without handlers and without markup as text. */
export function h<Tag extends keyof JSX.IntrinsicElements>(tag: Tag, attributes: Attributes<Tag> | null, ...content: readonly Content[]): Element {
  return createElement(tag as string, attributes as Record<string, unknown> | null, ...content);
}

/** A style sheet or script of ours, which is written into the page as it is. Never for anything that came from a target. */
export function ownText(tag: 'style' | 'script', text: string): Element {
  return createElement(tag, { ...(tag === 'script' ? { type: 'module' } : {}), dangerouslySetInnerHTML: { __html: text } }) as Element;
}
