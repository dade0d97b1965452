/** Markdown that its parser would take the square of its length for: what no page has is blanked before it is parsed, and told. */
import type { Unread } from './model.ts';

/** Marks of emphasis in a paragraph, at most. */
const MAX_MARKS = 300;
/** Items of lists in a document, at most. */
const MAX_ITEMS = 2_000;

/** Marks that may open or close; an underscore within a word does neither. */
const MARK = /[*~]+|(?<!\w)_+|_+(?!\w)/g;
const ITEM = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/;
/** Quotes and lists within each other. */
const NESTED = /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])){20}/;

/** A text in which all that was left stands where it stood. */
export interface TameText {
  readonly text: string;
  readonly unread: readonly Unread[];
}

function withoutMarks(text: string): TameText {
  const unread: Unread[] = [];
  let line = 1;
  const paragraphs = text.split(/(\n[ \t]*\n)/).map((part) => {
    const from = line;
    line += part.split('\n').length - 1;
    // What begins with a tag is HTML, in which there are no marks.
    if (part.length <= MAX_MARKS || part.startsWith('<') || (part.match(MARK)?.length ?? 0) <= MAX_MARKS) return part;
    unread.push({ line: from, endLine: line, what: `more than ${MAX_MARKS} marks of emphasis in a paragraph` });
    return part.replaceAll(MARK, (marks) => ' '.repeat(marks.length));
  });
  return { text: paragraphs.join(''), unread };
}

function withoutLines(text: string): TameText {
  const lines = text.split('\n');
  const unread: Unread[] = [];
  let items = 0;
  for (const [index, line] of lines.entries()) {
    items += ITEM.test(line) ? 1 : 0;
    const isNested = NESTED.test(line);
    if (!isNested && (items <= MAX_ITEMS || !ITEM.test(line))) continue;
    if (isNested) unread.push({ line: index + 1, endLine: index + 1, what: 'quotes and lists within each other, too deep' });
    else if (items === MAX_ITEMS + 1) unread.push({ line: index + 1, endLine: lines.length, what: `the items of lists beyond ${MAX_ITEMS}` });
    lines[index] = '';
  }
  return { text: lines.join('\n'), unread };
}

/** The text without what cannot be parsed in time, and where that stood. */
export function tameMarkdown(text: string): TameText {
  const { text: fewer, unread } = withoutLines(text);
  const tame = withoutMarks(fewer);
  return { text: tame.text, unread: [...unread, ...tame.unread] };
}
