import { printable } from '../printable.ts';

/** A text from a target as Markdown shows it: nothing in it is markup, a link, a mention or the end of a table cell. */
export function plainMarkdown(text: string): string {
  return printable(text).replaceAll(/[\\`*_{}[\]<>()#+!|~@&]|:(?=\/\/)|(?<=www)\./g, (character) => `&#${character.codePointAt(0) ?? 0};`);
}

/** A text as inline code: backticks in it cannot end it, a bar cannot end the cell it stands in. */
export function codeMarkdown(text: string): string {
  return `<code>${plainMarkdown(text)}</code>`;
}

/** A table; cells are Markdown already. */
export function tableMarkdown(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows.map((cells) => `| ${cells.join(' | ')} |`)];
}
