/** Tables of reStructuredText: grids drawn with `+`, `-` and `|`, and simple ones between rules of `=`. */
import type { Block, Cell, Row, Unread } from './model.ts';
import { sentencesOf } from './sentences.ts';
import type { TextLine } from './sentences.ts';

/** A table, where the text goes on behind it, and what of it could not be read. */
export interface TableReading {
  readonly table: Extract<Block, { kind: 'table' }>;
  readonly next: number;
  readonly unread: readonly Unread[];
}

const GRID_RULE = /^\s*\+(?:[-=]+\+)+\s*$/;
const SIMPLE_RULE = /^\s*=+(?: +=+)+\s*$/;

/** Whether a line begins a grid table. */
export function beginsGrid(line: string): boolean {
  return GRID_RULE.test(line);
}

/** Whether a line begins a simple table. */
export function beginsSimple(line: string): boolean {
  return SIMPLE_RULE.test(line);
}

/** A cell out of its lines; blank ones part paragraphs. */
export function cellOf(lines: readonly TextLine[], line: number, endLine: number): Cell {
  const paragraphs: TextLine[][] = [[]];
  for (const each of lines) {
    if (each.text.trim() === '') paragraphs.push([]);
    else paragraphs.at(-1)!.push(each);
  }
  const text = lines.map((each) => each.text.trim()).filter((each) => each !== '').join(' ');
  return { text, line, endLine, sentences: paragraphs.flatMap((each) => (each.length === 0 ? [] : sentencesOf(each))) };
}

function columnsOf(rule: string): readonly number[] {
  return [...rule.matchAll(/\+/g)].map(({ index }) => index);
}

/** The texts between the bars of a line; null when it does not fit the columns. */
function slices(line: string, columns: readonly number[]): readonly string[] | null {
  const fits = columns.every((column) => line[column] === '|' || line[column] === '+');
  if (fits) return columns.slice(1).map((end, index) => line.slice(columns[index]! + 1, end));
  const parts = line.trim().replace(/^\|/, '').replace(/\|$/, '').split('|');
  return parts.length === columns.length - 1 ? parts : null;
}

/** Reads the grid that begins at `start` (0-based); `first` is the number of line 0. */
export function readGrid(lines: readonly string[], start: number, first: number, caption: string): TableReading {
  const columns = columnsOf(lines[start]!);
  const unread: Unread[] = [];
  const rows: Row[] = [];
  const brokenAt: number[] = [];
  let header: readonly Cell[] = [];
  let open: TextLine[][] = columns.slice(1).map(() => []);
  let from = 0;
  const close = (end: number): void => {
    if (from === 0) return;
    const cells = open.map((cell) => cellOf(cell, from, end));
    rows.push({ line: from, endLine: end, cells });
    open = columns.slice(1).map(() => []);
    from = 0;
  };
  let at = start + 1;
  for (; at < lines.length && /^\s*[+|]/.test(lines[at]!); at += 1) {
    const line = lines[at]!;
    const number = first + at;
    if (GRID_RULE.test(line)) {
      if (from === 0 && GRID_RULE.test(lines[at - 1]!)) brokenAt.push(number);
      close(number - 1);
      if (line.includes('=') && header.length === 0 && rows.length > 0) header = rows.pop()!.cells;
      continue;
    }
    const texts = slices(line, columns);
    if (texts === null) unread.push({ line: number, endLine: number, what: 'a line of a table that does not fit its columns' });
    else if (/^\s*\|.*\+-+\+/.test(line)) unread.push({ line: number, endLine: number, what: 'a cell that spans rows, read as separate rows' });
    else texts.forEach((text, column) => open[column]!.push({ text, line: number }));
    if (from === 0) from = number;
  }
  if (from !== 0) unread.push({ line: from, endLine: first + at - 1, what: 'a table that is not closed' });
  close(first + at - 1);
  return { table: { kind: 'table', caption, line: first + start, endLine: first + at - 1, header, rows, brokenAt }, next: at, unread };
}

function simpleColumns(rule: string): readonly (readonly [number, number])[] {
  return [...rule.matchAll(/=+/g)].map(({ index, 0: run }): readonly [number, number] => [index, index + run.length]);
}

/** Reads the simple table that begins at `start` (0-based); `first` is the number of line 0. */
export function readSimple(lines: readonly string[], start: number, first: number, caption: string): TableReading {
  const columns = simpleColumns(lines[start]!);
  const rules: number[] = [];
  const unread: Unread[] = [];
  let end = start + 1;
  // The table ends at the second rule that a blank line follows, or at the third.
  for (; end < lines.length && rules.length < 2; end += 1) {
    if (!SIMPLE_RULE.test(lines[end]!)) continue;
    rules.push(end);
    if ((lines[end + 1] ?? '').trim() === '') break;
  }
  const closed = rules.length > 0;
  const stop = closed ? rules.at(-1)! : end;
  if (!closed) unread.push({ line: first + start, endLine: first + stop - 1, what: 'a table that is not closed' });
  const headerEnd = rules.length > 1 ? rules[0]! : start;
  const cut = (index: number): readonly string[] => columns.map(([from, to], column) => lines[index]!.slice(from, column === columns.length - 1 ? undefined : to));
  const rows: { line: number; endLine: number; cells: TextLine[][] }[] = [];
  for (let index = start + 1; index < stop; index += 1) {
    if (index === headerEnd || lines[index]!.trim() === '') continue;
    const texts = cut(index);
    const line = first + index;
    // A line with an empty first column goes on with the row above.
    if (texts[0]!.trim() !== '' || rows.length === 0) rows.push({ line, endLine: line, cells: columns.map(() => []) });
    const row = rows.at(-1)!;
    row.endLine = line;
    texts.forEach((text, column) => row.cells[column]!.push({ text, line }));
  }
  const done = rows.map(({ line, endLine, cells }): Row => ({ line, endLine, cells: cells.map((cell) => cellOf(cell, line, endLine)) }));
  const headed = headerEnd > start && done.length > 0;
  const table = { kind: 'table' as const, caption, line: first + start, endLine: first + stop, header: headed ? done[0]!.cells : [], rows: headed ? done.slice(1) : done, brokenAt: [] };
  return { table, next: Math.min(lines.length, stop + 1), unread };
}
