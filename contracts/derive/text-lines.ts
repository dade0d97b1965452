/** Beyond this many characters a document is read up to here only, and says so. */
export const MAX_CHARACTERS = 12_000_000;

/** A text as lines, without byte order mark, line ends of any kind and tabs (which stand at every eighth column). */
export function textLines(text: string): readonly string[] {
  return text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/).map((line) => (line.includes('\t') ? expandTabs(line) : line));
}

function expandTabs(line: string): string {
  let column = 0;
  return [...line].map((character) => {
    if (character !== '\t') {
      column += 1;
      return character;
    }
    const width = 8 - (column % 8);
    column += width;
    return ' '.repeat(width);
  }).join('');
}

/** How far a line is indented; a blank line: Infinity. */
export function indentOf(line: string): number {
  const first = line.search(/\S/);
  return first === -1 ? Infinity : first;
}
