/** Reads reStructuredText, as far as API references use it: sections, paragraphs, lists, tables, code, and the directives of os-api-ref. */
import type { Block, ParameterEntry, Unread } from './model.ts';
import { requestLine } from './request-line.ts';
import { beginsGrid, beginsSimple, readGrid, readSimple } from './rst-table.ts';
import { sentencesOf } from './sentences.ts';
import type { TextLine } from './sentences.ts';
import { indentOf } from './text-lines.ts';

/** How a document gets at the files it names, by their path relative to it. */
export interface Neighbours {
  /** Text of a sample file; null when there is none. */
  readonly sample: (path: string) => string | null;
  /** An entry of a shared file of parameters; null when there is no such file or entry. */
  readonly parameter: (path: string, name: string) => ParameterEntry['definition'];
  /** Whether a file is there. */
  readonly exists: (path: string) => boolean;
}

/** What came out of some lines. */
export interface Reading {
  readonly blocks: Block[];
  readonly unread: Unread[];
}

const ADORNMENT = /^([!-/:-@[-`{-~])\1{2,}\s*$/;
const DIRECTIVE = /^(\s*)\.\.\s+([\w:+.-]+?)::(?:\s+(.*))?$/;
const EXPLICIT = /^\s*\.\.(?:\s|$)/;
const BULLET = /^(\s*)(?:[-*+]|\d+[.)])\s+(\S.*)$/;
const CODE = new Set(['code', 'code-block', 'sourcecode', 'parsed-literal']);
const ADMONITIONS = new Set(['note', 'warning', 'important', 'tip', 'caution', 'attention', 'hint', 'danger', 'container', 'versionadded', 'versionchanged', 'deprecated']);
const SILENT = new Set(['contents', 'rest_expand_all', 'toctree', 'meta', 'index', 'highlight', 'image', 'figure', 'include', 'raw', 'rubric', 'seealso', 'only', 'role', 'glossary', 'default-domain']);
/** Deeper than this, directives within directives are not followed. */
const MAX_DEPTH = 20;

interface State extends Reading {
  readonly neighbours: Neighbours;
  readonly styles: string[];
  readonly depth: number;
}

/** The lines that belong to something indented by `indent`: blank or further in. */
function bodyEnd(lines: readonly string[], start: number, indent: number): number {
  let end = start;
  for (let at = start; at < lines.length; at += 1) {
    const own = indentOf(lines[at]!);
    if (own <= indent) break;
    if (own !== Infinity) end = at + 1;
  }
  return end;
}

function dedent(lines: readonly string[]): readonly string[] {
  let indent = Infinity;
  for (const line of lines) indent = Math.min(indent, indentOf(line));
  return indent === Infinity ? lines : lines.map((line) => line.slice(indent));
}

/** A body without the options at its head, and how many lines these were. */
function withoutOptions(body: readonly string[]): { readonly skipped: number } {
  let skipped = 0;
  while (skipped < body.length && (/^\s*:[\w-]+:/.test(body[skipped]!) || (body[skipped]!.trim() === ''))) skipped += 1;
  return { skipped };
}

function addCode(state: State, body: readonly string[], number: number): void {
  const { skipped } = withoutOptions(body);
  let end = body.length;
  while (end > skipped && body[end - 1]!.trim() === '') end -= 1;
  const content = dedent(body.slice(skipped, end));
  if (content.length > 0) state.blocks.push({ kind: 'code', text: content.join('\n'), line: number + skipped, endLine: number + end - 1, file: null });
}

function addParameters(state: State, file: string, body: readonly string[], line: number, number: number): void {
  if (!state.neighbours.exists(file)) state.unread.push({ line, endLine: line, what: `the shared parameters ${file}, which are not there` });
  const entries = body.flatMap((text, index): readonly ParameterEntry[] => {
    const match = /^\s*-\s+(.+?)\s*:\s*([\w.:-]+)\s*$/.exec(text);
    if (match === null && text.trim() !== '') state.unread.push({ line: number + index, endLine: number + index, what: 'a line that is no reference to a parameter' });
    return match === null ? [] : [{ name: match[1]!, line: number + index, definition: state.neighbours.parameter(file, match[2]!) }];
  });
  state.blocks.push({ kind: 'parameters', line, entries });
}

function addStatuses(state: State, body: readonly string[], line: number, number: number): void {
  const entries = body.flatMap((text, index) => {
    const match = /^\s*-\s*(\d{3})\b/.exec(text);
    return match === null ? [] : [{ status: Number(match[1]), line: number + index }];
  });
  state.blocks.push({ kind: 'statuses', line, entries });
}

function addSample(state: State, path: string, line: number): void {
  const text = state.neighbours.sample(path);
  if (text === null) state.unread.push({ line, endLine: line, what: `the sample ${path}, which is not there` });
  else state.blocks.push({ kind: 'code', text: text.trimEnd(), line, endLine: line, file: path });
}

function addRequest(state: State, text: string, line: number): void {
  const request = requestLine(text, line);
  if (request === null) state.unread.push({ line, endLine: line, what: 'a request without a method and a path' });
  else state.blocks.push(request);
}

/** One directive; `body` are its indented lines, the first of which has the number `number`. */
function addDirective(state: State, name: string, argument: string, body: readonly string[], line: number, number: number): void {
  const firstBody = body.findIndex((text) => text.trim() !== '');
  const first = argument !== '' ? argument : (body[firstBody] ?? '').trim();
  if (CODE.has(name)) addCode(state, body, number);
  else if (name === 'rest_method') addRequest(state, first, argument === '' && firstBody >= 0 ? number + firstBody : line);
  else if (name === 'rest_parameters') addParameters(state, argument, body, line, number);
  else if (name === 'rest_status_code') addStatuses(state, body, line, number);
  else if (name === 'literalinclude') addSample(state, first, line);
  else if (name === 'table') readLines(state, dedent(body.slice(withoutOptions(body).skipped)), number + withoutOptions(body).skipped, argument);
  else if (ADMONITIONS.has(name)) readLines(state, [argument, ...dedent(body)], line, '');
  else if (!SILENT.has(name)) state.unread.push({ line, endLine: Math.max(line, number + body.length - 1), what: `the directive ${name}` });
}

function headingAt(state: State, lines: readonly string[], at: number, number: number): { readonly next: number } | null {
  const [one = '', two = '', three = ''] = [lines[at], lines[at + 1], lines[at + 2]];
  const over = ADORNMENT.test(one) && two.trim() !== '' && !ADORNMENT.test(two) && three.trim() !== '' && ADORNMENT.test(three) && one[0] === three[0];
  const under = !over && /^\S/.test(one) && !ADORNMENT.test(one) && ADORNMENT.test(two) && (two.trimEnd().length >= 4 || two.trimEnd().length >= one.trim().length);
  if (!over && !under) return null;
  const style = over ? `${one[0]!}over` : two[0]!;
  if (!state.styles.includes(style)) state.styles.push(style);
  state.blocks.push({ kind: 'heading', level: state.styles.indexOf(style) + 1, text: (over ? two : one).trim(), line: number + at + (over ? 1 : 0) });
  return { next: at + (over ? 3 : 2) };
}

function startsSomething(lines: readonly string[], at: number): boolean {
  const line = lines[at]!;
  return EXPLICIT.test(line) || beginsGrid(line) || beginsSimple(line) || BULLET.test(line) || (ADORNMENT.test(line) && !BULLET.test(line));
}

/** A paragraph is a request, several of them, or prose. */
function addParagraph(state: State, paragraph: readonly TextLine[]): void {
  const requests = paragraph.map(({ text, line }) => requestLine(text, line));
  if (requests.every((request) => request !== null)) {
    state.blocks.push(...requests);
    return;
  }
  const text = paragraph.map((each) => each.text.trim()).join(' ');
  state.blocks.push({
    kind: 'prose', text, line: paragraph[0]!.line, endLine: paragraph.at(-1)!.line, sentences: sentencesOf(paragraph),
    strong: /^\*\*[^*]+\*\*$/.test(text),
  });
}

function paragraphEnd(lines: readonly string[], at: number): number {
  let end = at + 1;
  while (end < lines.length && lines[end]!.trim() !== '' && !startsSomething(lines, end) && !ADORNMENT.test(lines[end + 1] ?? '')) end += 1;
  return end;
}

function readTable(state: State, lines: readonly string[], at: number, number: number, caption: string): number {
  const { table, next, unread } = beginsGrid(lines[at]!) ? readGrid(lines, at, number, caption) : readSimple(lines, at, number, caption);
  state.blocks.push(table);
  state.unread.push(...unread);
  return next;
}

function readExplicit(state: State, lines: readonly string[], at: number, number: number): number {
  const indent = indentOf(lines[at]!);
  const end = bodyEnd(lines, at + 1, indent);
  const match = DIRECTIVE.exec(lines[at]!);
  // A comment, a target or a substitution: nothing that is said.
  if (match === null) return Math.max(end, at + 1);
  if (state.depth >= MAX_DEPTH) state.unread.push({ line: number + at, endLine: number + end, what: 'directives within directives, too deep' });
  else addDirective(state, match[2]!, (match[3] ?? '').trim(), lines.slice(at + 1, end), number + at, number + at + 1);
  return Math.max(end, at + 1);
}

function readText(state: State, lines: readonly string[], at: number, number: number): number {
  const bullet = BULLET.exec(lines[at]!);
  const end = bullet === null ? paragraphEnd(lines, at) : Math.min(paragraphEnd(lines, at), Math.max(at + 1, bodyEnd(lines, at + 1, bullet[1]!.length)));
  const paragraph = lines.slice(at, end).map((text, index) => ({ text: index === 0 && bullet !== null ? bullet[2]! : text, line: number + at + index }));
  addParagraph(state, paragraph);
  if (!lines[end - 1]!.trimEnd().endsWith('::')) return end;
  const stop = bodyEnd(lines, end, indentOf(lines[at]!));
  if (stop > end) addCode(state, lines.slice(end, stop), number + end);
  return Math.max(stop, end);
}

function readLines(outer: State, lines: readonly string[], number: number, caption: string): void {
  const state = { ...outer, depth: outer.depth + 1 };
  let at = 0;
  while (at < lines.length) {
    const line = lines[at]!;
    if (line.trim() === '' || /^:[\w-]+:(\s|$)/.test(line)) at += 1;
    else if (beginsGrid(line) || beginsSimple(line)) at = readTable(state, lines, at, number, caption);
    else if (EXPLICIT.test(line)) at = readExplicit(state, lines, at, number);
    else {
      const heading = headingAt(state, lines, at, number);
      if (heading !== null) at = heading.next;
      else if (ADORNMENT.test(line)) at += 1;
      else at = readText(state, lines, at, number);
    }
  }
}

/** Reads lines of reStructuredText; what was not understood is in `unread`. Never throws. */
export function readRst(lines: readonly string[], neighbours: Neighbours): Reading {
  const state: State = { blocks: [], unread: [], neighbours, styles: [], depth: 0 };
  readLines(state, lines, 1, '');
  return { blocks: state.blocks, unread: state.unread };
}
