/** From a file to a {@link ReadDocument}: the only part of this folder that touches the disk. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { longSentences } from './long-sentences.ts';
import type { DocumentFormat, ReadDocument, Unread } from './model.ts';
import { readMarkdown } from './read-markdown.ts';
import { unreadRequests } from './read-operations.ts';
import { readRst } from './read-rst.ts';
import type { Neighbours, Reading } from './read-rst.ts';
import { parameterFile } from './parameter-file.ts';
import { MAX_CHARACTERS, textLines } from './text-lines.ts';

const FORMATS: Readonly<Record<string, DocumentFormat>> = { '.rst': 'restructuredtext', '.inc': 'restructuredtext', '.md': 'markdown', '.markdown': 'markdown' };
/** Parsing Markdown takes a thousand times the memory of its text, and its time; pages have some tens of thousands of characters. */
const MAX_MARKDOWN = 300_000;

/** The endings of files that can be read. */
export const DOCUMENT_ENDINGS: readonly string[] = Object.keys(FORMATS);

/** No neighbours: for a text that stands alone. */
export const ALONE: Neighbours = { sample: () => null, parameter: () => null, exists: () => false };

function neighboursOf(folder: string): Neighbours {
  const read = (path: string): string | null => {
    const file = join(folder, path);
    return existsSync(file) && statSync(file).isFile() ? readFileSync(file, 'utf8') : null;
  };
  const shared = new Map<string, ReturnType<typeof parameterFile>>();
  return {
    sample: read,
    exists: (path) => existsSync(join(folder, path)),
    parameter: (path, name) => {
      const lookup = shared.get(path) ?? parameterFile(read(path) ?? '', basename(path));
      shared.set(path, lookup);
      return lookup(name);
    },
  };
}

/** The text up to the last line end before the limit, and the note that says where it was cut. */
function cut(text: string, limit: number): { readonly text: string; readonly unread: readonly Unread[] } {
  if (text.length <= limit) return { text, unread: [] };
  const kept = text.slice(0, Math.max(0, text.lastIndexOf('\n', limit)));
  const line = textLines(kept).length + 1;
  return { text: kept, unread: [{ line, endLine: textLines(text).length, what: `everything beyond ${limit} characters` }] };
}

async function read(text: string, format: DocumentFormat, neighbours: Neighbours): Promise<Reading> {
  if (format === 'restructuredtext') return readRst(textLines(text), neighbours);
  const clean = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  return readMarkdown(clean);
}

/** Reads a text of a known format. `file` gives it its id; the text may have any line ends. */
export async function parseDocument(text: string, file: string, neighbours: Neighbours = ALONE): Promise<ReadDocument> {
  const format = FORMATS[extname(file).toLowerCase()] ?? 'restructuredtext';
  const part = cut(text, format === 'markdown' ? MAX_MARKDOWN : MAX_CHARACTERS);
  const { blocks, unread } = await read(part.text, format, neighbours);
  const title = blocks.find((block) => block.kind === 'heading')?.text ?? basename(file);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const document: ReadDocument = { id: basename(file, extname(file)), file, format, title, sha256, lineCount: textLines(text).length, blocks, unread };
  return { ...document, unread: [...unread, ...longSentences(blocks), ...unreadRequests(document), ...part.unread] };
}

/** Reads a file, and what it includes from beside it. @throws when it cannot be opened. */
export async function readDocument(file: string): Promise<ReadDocument> {
  return parseDocument(readFileSync(file, 'utf8'), file, neighboursOf(dirname(file)));
}

/** The documents at a path: itself, or all below it that have a known ending, sorted. @throws when there is nothing at the path. */
export function documentFiles(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => DOCUMENT_ENDINGS.includes(extname(name).toLowerCase())).map((name) => join(path, name)).toSorted();
}
