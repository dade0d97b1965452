/** Reads one HTTP/1.1 answer from the bytes of a socket that serves no second one. */
import type { AnswerCollector } from './answer-collector.ts';
import type { Header } from './dispatch.ts';
import type { TroubleKind } from './trace.ts';

/** How far the answer has come: complete, in need of more bytes, or beyond reading. */
export type ReadState = 'more' | 'complete' | Extract<TroubleKind, 'not-http' | 'reset' | 'half-answer' | 'too-long-answer'>;

type Framing = { readonly kind: 'length'; left: number } | { readonly kind: 'chunked'; left: number } | { readonly kind: 'close' };

function beginsLikeHttp(bytes: Buffer): boolean {
  const start = 'HTTP/1.';
  return start.startsWith(bytes.subarray(0, start.length).toString('latin1'));
}

function parseHead(text: string): { status: number; headers: readonly Header[] } | null {
  const [first = '', ...lines] = text.split('\r\n');
  const status = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(first)?.[1];
  if (status === undefined) return null;
  const headers = lines.map((line): Header => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { status: Number(status), headers };
}

function framingOf(method: string, status: number, headers: readonly Header[]): Framing {
  const value = (name: string): string | undefined => headers.find(([candidate]) => candidate === name)?.[1];
  if (method === 'HEAD' || status === 204 || status === 304) return { kind: 'length', left: 0 };
  if (/\bchunked$/i.test(value('transfer-encoding') ?? '')) return { kind: 'chunked', left: -1 };
  const length = value('content-length');
  return length === undefined ? { kind: 'close' } : { kind: 'length', left: Number(length) };
}

/**
 * A reader that is fed chunks, and null at the end of the stream.
 * @returns a function that says after each chunk how far the answer has come.
 */
export function responseReader(method: string, collector: AnswerCollector): (chunk: Buffer | null) => ReadState {
  let buffer = Buffer.alloc(0);
  let framing: Framing | null = null;

  const readHead = (): ReadState | 'head' => {
    const end = buffer.indexOf('\r\n\r\n');
    if (end < 0) return buffer.length > 65_536 || !beginsLikeHttp(buffer) ? 'not-http' : 'more';
    const head = parseHead(buffer.subarray(0, end).toString('latin1'));
    if (head === null) return 'not-http';
    buffer = buffer.subarray(end + 4);
    if (head.status < 200) return 'head';
    collector.start(head.status, head.headers);
    framing = framingOf(method, head.status, head.headers);
    return 'head';
  };

  const take = (length: number): boolean => {
    const part = buffer.subarray(0, length);
    buffer = buffer.subarray(part.length);
    return collector.add(part);
  };

  const readChunked = (state: { left: number }): ReadState => {
    for (;;) {
      if (state.left > 0) {
        const before = buffer.length;
        if (!take(state.left)) return 'too-long-answer';
        state.left -= before - buffer.length;
        if (state.left > 0) return 'more';
      }
      const skip = state.left === 0 ? 2 : 0;
      const end = buffer.indexOf('\r\n', skip);
      if (end < 0) return 'more';
      const size = Number.parseInt(buffer.subarray(skip, end).toString('latin1'), 16);
      if (Number.isNaN(size)) return 'half-answer';
      buffer = buffer.subarray(end + 2);
      if (size === 0) return 'complete';
      state.left = size;
    }
  };

  const readBody = (state: Framing): ReadState => {
    if (state.kind === 'chunked') return readChunked(state);
    const before = buffer.length;
    if (!take(state.kind === 'length' ? state.left : buffer.length)) return 'too-long-answer';
    if (state.kind === 'close') return 'more';
    state.left -= before - buffer.length;
    return state.left <= 0 ? 'complete' : 'more';
  };

  return (chunk) => {
    if (chunk === null) return framing === null ? 'reset' : (framing).kind === 'close' ? 'complete' : 'half-answer';
    buffer = Buffer.concat([buffer, chunk]);
    while (framing === null) {
      const state = readHead();
      if (state !== 'head') return state;
    }
    return readBody(framing);
  };
}
