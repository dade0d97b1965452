import { createHash } from 'node:crypto';
import type { Sentence } from './model.ts';

/** A line of text and its number in the document. */
export interface TextLine {
  readonly text: string;
  readonly line: number;
}

/** Longer than any sentence: patterns that look for words in any order take the cube of the length to fail. */
export const MAX_SENTENCE = 1_000;

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

/** Tells the line on which a character of the joined text stands; asked in ascending order. */
function lineTeller(lines: readonly TextLine[]): (offset: number) => number {
  let [at, end] = [0, (lines[0]?.text.length ?? 0) + 1];
  return (offset) => {
    while (offset >= end && at < lines.length - 1) {
      at += 1;
      end += lines[at]!.text.length + 1;
    }
    return lines[at]!.line;
  };
}

/** The sentences of one paragraph but those that are too long to be any; `file` where it stands in another file than the document. */
export function sentencesOf(paragraph: readonly TextLine[], file: string | null = null): readonly Sentence[] {
  const lines = paragraph.map(({ text, line }) => ({ text: text.trim(), line })).filter(({ text }) => text !== '');
  const joined = lines.map(({ text }) => text).join(' ');
  const lineAt = lineTeller(lines);
  let start = 0;
  return endsOf(joined).flatMap((end) => {
    const raw = joined.slice(start, end);
    const from = start + (raw.length - raw.trimStart().length);
    start = end;
    if (raw.length > MAX_SENTENCE || raw.trim() === '') return [];
    const text = raw.replaceAll(/\s+/g, ' ').trim();
    return [{ text, line: lineAt(from), endLine: lineAt(end - 1), sha256: sentenceDigest(text), file }];
  });
}
