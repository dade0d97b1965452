/** Markup that is safe to put into a page as it is. Only {@link html} makes it. */
export interface Markup {
  readonly markup: string;
}

type Part = string | number | Markup | readonly Part[] | null;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  // Control characters are not legal in HTML, and direction marks would turn the text beside them around: both are shown instead.
  const shown = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (mark) => (mark === '\n' || mark === '\t' ? mark : `\\u{${mark.codePointAt(0)?.toString(16) ?? ''}}`));
  return shown.replaceAll(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
}

function rendered(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(rendered).join('');
}

/** A template whose every value is escaped, unless it is markup made by this same tag; lists are joined and null is nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: strings.reduce((text, piece, index) => text + piece + (index < parts.length ? rendered(parts[index] ?? null) : ''), '') };
}
