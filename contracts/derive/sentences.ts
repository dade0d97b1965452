import { createHash } from 'node:crypto';
import type { Sentence } from './model.ts';

/** A line of text and its number in the document. */
export interface TextLine {
  readonly text: string;
  readonly line: number;
}

const ABBREVIATION = /\b(?:e\.g|i\.e|etc|vs|cf|No)\.$/;

/** The words of a text without the markup of either format: what is the same sentence in both. */
export function plainWords(text: string): string {
  return text
    .replaceAll(/:[\w-]+:`([^`<]*?)\s*(?:<[^>]*>)?`/g, '$1')
    .replaceAll(/`([^`<]+?)\s*<[^>]*>`_{1,2}/g, '$1')
    .replaceAll(/[`*\\]/g, '')
    .replaceAll(/\s+/g, ' ').trim();
}

/** The digest that stands for a sentence in files. */
export function sentenceDigest(text: string): string {
  return createHash('sha256').update(plainWords(text)).digest('hex');
}

function endsOf(text: string): readonly number[] {
  const ends = [...text.matchAll(/[.!?:](?=\s+[A-Z"'`*(\d-])/g)].map(({ index }) => index + 1)
    .filter((end) => !ABBREVIATION.test(text.slice(Math.max(0, end - 6), end)) && text[end - 1] !== ':');
  return [...ends, text.length];
}

/** The line on which each character of the joined text stands. */
function lineAt(lines: readonly TextLine[], offset: number): number {
  let start = 0;
  for (const { text, line } of lines) {
    start += text.length + 1;
    if (offset < start) return line;
  }
  return lines.at(-1)!.line;
}

/** The sentences of one paragraph; `file` where it stands in another file than the document. */
export function sentencesOf(paragraph: readonly TextLine[], file: string | null = null): readonly Sentence[] {
  const lines = paragraph.map(({ text, line }) => ({ text: text.trim(), line })).filter(({ text }) => text !== '');
  const joined = lines.map(({ text }) => text).join(' ');
  let start = 0;
  return endsOf(joined).flatMap((end) => {
    const raw = joined.slice(start, end);
    const from = start + (raw.length - raw.trimStart().length);
    start = end;
    const text = raw.replaceAll(/\s+/g, ' ').trim();
    return text === '' ? [] : [{ text, line: lineAt(lines, from), endLine: lineAt(lines, end - 1), sha256: sentenceDigest(text), file }];
  });
}
