/** Gathers one answer while it arrives, up to a size: both transports read through it. */
import type { Answer, Header } from './dispatch.ts';

/** Bytes of a body that are read before the answer counts as too long. */
export const MAX_ANSWER_BYTES = 1024 * 1024;

export interface AnswerCollector {
  start(status: number, headers: readonly Header[]): void;
  /** @returns false when the body has become too long: stop reading. */
  add(chunk: Uint8Array): boolean;
  readonly started: () => boolean;
  /** The answer so far; null when not even the status has come. */
  answer(complete: boolean): Answer | null;
}

/** A collector that keeps at most {@link MAX_ANSWER_BYTES}. */
export function answerCollector(maxBytes: number = MAX_ANSWER_BYTES): AnswerCollector {
  let head: { status: number; headers: readonly Header[] } | null = null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    start: (status, headers) => { head = { status, headers }; },
    add: (chunk) => {
      const kept = chunk.subarray(0, maxBytes - size);
      chunks.push(Uint8Array.from(kept));
      size += kept.length;
      return kept.length === chunk.length;
    },
    started: () => head !== null,
    answer: (complete) => (head === null ? null : { ...head, body: new Uint8Array(Buffer.concat(chunks)), truncated: !complete }),
  };
}

/** Header pairs from the raw list of a parser, names lower-cased. */
export function headerPairs(raw: readonly (Uint8Array | string)[]): readonly Header[] {
  const text = raw.map((part) => (typeof part === 'string' ? part : Buffer.from(part).toString('latin1')));
  return text.flatMap((part, index): Header[] => (index % 2 === 0 ? [[part.toLowerCase(), text[index + 1] ?? '']] : []));
}
