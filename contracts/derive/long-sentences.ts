/** Paragraphs with sentences that are too long to be read, which the readers have left out. */
import type { Block, Sentence, Unread } from './model.ts';
import { MAX_SENTENCE } from './sentences.ts';

interface Passage {
  readonly text: string;
  readonly line: number;
  readonly endLine: number;
  readonly sentences: readonly Sentence[];
}

function passagesOf(block: Block): readonly Passage[] {
  if (block.kind === 'prose') return [block];
  return block.kind === 'table' ? [block.header, ...block.rows.map(({ cells }) => cells)].flat() : [];
}

/** What of a document was not read because a sentence there has no end. */
export function longSentences(blocks: readonly Block[]): readonly Unread[] {
  return blocks.flatMap(passagesOf).flatMap(({ text, line, endLine, sentences }) => {
    const left = text.length <= MAX_SENTENCE ? 0 : text.length - sentences.reduce((sum, sentence) => sum + sentence.text.length + 1, 0);
    return left < MAX_SENTENCE ? [] : [{ line, endLine, what: `a sentence of more than ${MAX_SENTENCE} characters` }];
  });
}
