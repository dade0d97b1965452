/** Reads Markdown with HTML in it, as Huawei Cloud publishes: parsed by remark, its HTML by rehype, and both told as blocks. */
import type { Element, ElementContent, Root, RootContent } from 'hast';
import type { Block, Cell, Row, Unread } from './model.ts';
import type { Reading } from './read-rst.ts';
import { requestLine } from './request-line.ts';
import { sentencesOf } from './sentences.ts';
import { tameMarkdown } from './tame-markdown.ts';

const BLOCKS = new Set(['p', 'div', 'li', 'tr', 'table', 'ul', 'ol', 'pre', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
/** Elements within elements beyond this depth are not followed. */
const MAX_DEPTH = 200;

type Node = RootContent | ElementContent | Root;

function elements(node: Node): readonly Element[] {
  return 'children' in node ? (node.children as readonly Node[]).filter((child): child is Element => child.type === 'element') : [];
}

function startLine(node: Node): number {
  return node.position?.start.line ?? 0;
}

function endLine(node: Node): number {
  return node.position?.end.line ?? startLine(node);
}

/** Repaired HTML has nodes without a place, or with half a one: they get the line that was reached. */
function placeAll(node: Node, reached = 1, depth = 0): number {
  const start = (node.position?.start as { line?: number } | undefined)?.line ?? reached;
  const end = Math.max(start, (node.position?.end as { line?: number } | undefined)?.line ?? start);
  node.position = { start: { line: start, column: 1 }, end: { line: end, column: 1 } };
  let last = start;
  if ('children' in node && depth <= MAX_DEPTH) for (const child of node.children as readonly Node[]) last = placeAll(child, last, depth + 1);
  return Math.max(last, end);
}

function textOf(node: Node, depth = 0): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node) || depth > MAX_DEPTH) return '';
  const inner = (node.children as readonly Node[]).map((child) => textOf(child, depth + 1)).join('');
  if (node.type !== 'element') return inner;
  if (node.tagName === 'code') return `\`${inner}\``;
  if (node.tagName === 'br') return ' ';
  return node.tagName === 'strong' || node.tagName === 'b' ? `**${inner}**` : inner;
}

function proseText(node: Node): string {
  return textOf(node).replaceAll(/\s+/g, ' ').trim();
}

function proseOf(node: Node): readonly Block[] {
  const text = proseText(node);
  const line = startLine(node);
  const requests = textOf(node).split('\n').filter((each) => each.trim() !== '').map((each, index) => requestLine(each, line + index));
  if (requests.length > 0 && requests.every((request) => request !== null)) return requests;
  if (text === '') return [];
  const sentences = sentencesOf([{ text, line }]).map((sentence) => ({ ...sentence, endLine: endLine(node) }));
  return [{ kind: 'prose', text, line, endLine: endLine(node), sentences, strong: /^\*\*[^*]+\*\*$/.test(text) }];
}

function codeOf(node: Element): readonly Block[] {
  const code = elements(node).find(({ tagName }) => tagName === 'code') ?? node;
  const text = (code.children as readonly Node[]).map((child) => textOf(child)).join('').replace(/\n$/, '');
  const lines = text.split('\n').length;
  // A fence takes a line before and behind the code.
  const fenced = endLine(node) - startLine(node) + 1 > lines ? 1 : 0;
  return [{ kind: 'code', text, line: startLine(node) + fenced, endLine: startLine(node) + fenced + lines - 1, file: null }];
}

/** Paragraphs of a cell: its block children, and the inline text between them. */
function paragraphs(cell: Element): readonly { readonly text: string; readonly line: number; readonly endLine: number }[] {
  const blocks = elements(cell).filter(({ tagName }) => BLOCKS.has(tagName));
  const parts: readonly Node[] = blocks.length > 0 ? blocks : [cell];
  return parts.map((part) => ({ text: proseText(part), line: startLine(part) || startLine(cell), endLine: endLine(part) || endLine(cell) })).filter(({ text }) => text !== '');
}

function cellOf(cell: Element): Cell {
  const parts = paragraphs(cell);
  const sentences = parts.flatMap((part) => sentencesOf([part]).map((sentence) => ({ ...sentence, endLine: part.endLine })));
  return { text: parts.map(({ text }) => text).join(' '), line: startLine(cell), endLine: endLine(cell), sentences };
}

function descendants(node: Element, tag: string, depth = 0): readonly Element[] {
  if (depth > MAX_DEPTH) return [];
  return elements(node).flatMap((child) => (child.tagName === tag ? [child] : child.tagName === 'table' ? [] : descendants(child, tag, depth + 1)));
}

function rowOf(row: Element): Row {
  return { line: startLine(row), endLine: endLine(row), cells: elements(row).filter(({ tagName }) => tagName === 'td' || tagName === 'th').map(cellOf) };
}

function tableOf(table: Element, unread: Unread[]): readonly Block[] {
  const rows = descendants(table, 'tr');
  const head = rows.find((row) => elements(row).some(({ tagName }) => tagName === 'th'));
  const body = rows.filter((row) => row !== head).map(rowOf);
  const header = head === undefined ? [] : rowOf(head).cells;
  const nested = rows.flatMap((row) => descendants(row, 'table'));
  for (const inner of nested) unread.push({ line: startLine(inner), endLine: endLine(inner), what: 'a table within a table' });
  for (const row of body) if (header.length > 0 && row.cells.length !== header.length) unread.push({ line: row.line, endLine: row.endLine, what: `a row of ${row.cells.length} cells in a table of ${header.length} columns` });
  return [{ kind: 'table', caption: '', line: startLine(table), endLine: endLine(table), header, rows: body, brokenAt: [] }];
}

function blocksOf(node: Node, unread: Unread[], depth: number): readonly Block[] {
  if (depth > MAX_DEPTH) {
    unread.push({ line: startLine(node), endLine: endLine(node), what: 'elements within elements, too deep' });
    return [];
  }
  if (node.type === 'text') return node.value.trim() === '' ? [] : proseOf(node);
  if (node.type !== 'element') return 'children' in node ? (node.children as readonly Node[]).flatMap((child) => blocksOf(child, unread, depth + 1)) : [];
  const level = /^h([1-6])$/.exec(node.tagName)?.[1];
  if (level !== undefined) return [{ kind: 'heading', level: Number(level), text: proseText(node), line: startLine(node) }];
  if (node.tagName === 'pre') return codeOf(node);
  if (node.tagName === 'table') return tableOf(node, unread);
  if (node.tagName === 'p' || !elements(node).some(({ tagName }) => BLOCKS.has(tagName))) return proseOf(node);
  return (node.children as readonly Node[]).flatMap((child) => blocksOf(child, unread, depth + 1));
}

type Parse = (text: string) => Promise<Root>;

/** The parsers are loaded when the first document asks for them. */
async function loadParsers(): Promise<Parse> {
  const [{ unified }, remarkParse, remarkGfm, remarkRehype, rehypeRaw] = await Promise.all([
    import('unified'), import('remark-parse'), import('remark-gfm'), import('remark-rehype'), import('rehype-raw'),
  ]);
  const processor = unified().use(remarkParse.default).use(remarkGfm.default).use(remarkRehype.default, { allowDangerousHtml: true }).use(rehypeRaw.default);
  return async (text) => processor.run(processor.parse(text), { value: text });
}

/** Null: the parsers ran out of stack, as they do where elements are nested by the thousand. */
async function readPart(text: string, parse: Parse): Promise<Reading | null> {
  try {
    const tree = await parse(text);
    const unread: Unread[] = [];
    placeAll(tree);
    return { blocks: [...blocksOf(tree, unread, 0)], unread };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The text in parts from heading to heading, each with as many blank lines before it as keep its lines what they are. */
function partsOf(text: string): readonly { readonly text: string; readonly line: number; readonly endLine: number }[] {
  let line = 1;
  return text.split(/^(?=#{1,6} )/m).map((part) => {
    const from = line;
    line += part.split('\n').length - 1;
    return { text: '\n'.repeat(from - 1) + part, line: from, endLine: line };
  });
}

/** Reads a Markdown text. A part between two headings that cannot be parsed costs no other. */
export async function readMarkdown(whole: string): Promise<Reading> {
  const { text, unread } = tameMarkdown(whole);
  const { blocks, unread: further } = await readWhole(text, await loadParsers());
  return { blocks, unread: [...unread, ...further] };
}

async function readWhole(text: string, parse: Parse): Promise<Reading> {
  const whole = await readPart(text, parse);
  if (whole !== null) return whole;
  const all: Reading = { blocks: [], unread: [] };
  for (const part of partsOf(text)) {
    const reading = await readPart(part.text, parse);
    if (reading === null) all.unread.push({ line: part.line, endLine: part.endLine, what: 'elements within elements, too deep to be parsed' });
    else {
      all.blocks.push(...reading.blocks);
      all.unread.push(...reading.unread);
    }
  }
  return all;
}
