import { array, assert, constantFrom, nat, property, string, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { answerCollector } from './answer-collector.ts';
import { responseReader } from './response-reader.ts';
import type { ReadState } from './response-reader.ts';

/** Feed an answer in pieces cut at the given places, then the end of the stream. */
function read(method: string, whole: Buffer, cuts: readonly number[]): { readonly state: ReadState; readonly status: number | undefined; readonly body: Buffer } {
  const collector = answerCollector();
  const feed = responseReader(method, collector);
  const places = [0, ...cuts.map((cut) => cut % (whole.length + 1)).toSorted((left, right) => left - right), whole.length];
  let state: ReadState = 'more';
  for (const [index, place] of places.entries()) if (state === 'more' && index > 0) state = feed(whole.subarray(places[index - 1], place));
  if (state === 'more') state = feed(null);
  const answer = collector.answer(true);
  return { state, status: answer?.status, body: Buffer.from(answer?.body ?? []) };
}

function chunked(parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat([...parts.filter((part) => part.length > 0).flatMap((part) => [Buffer.from(`${part.length.toString(16)};x=y\r\n`), Buffer.from(part), Buffer.from('\r\n')]), Buffer.from('0\r\n\r\n')]);
}

test('however an answer is cut into pieces and framed, it is read whole', () => {
  assert(property(array(uint8Array()), array(nat()), constantFrom('length', 'chunked', 'close'), string({ unit: 'grapheme-ascii' }), (parts, cuts, framing, value) => {
    const body = Buffer.concat(parts);
    const header = { length: `Content-Length: ${body.length}`, chunked: 'Transfer-Encoding: chunked', close: 'Connection: close' }[framing];
    const head = Buffer.from(`HTTP/1.1 201 Made\r\nX-Value: ${value}\r\n${header}\r\n\r\n`);
    const result = read('POST', Buffer.concat([head, framing === 'chunked' ? chunked(parts) : body]), cuts);
    expect([result.state, result.status, result.body.toString('hex')]).toEqual(['complete', 201, body.toString('hex')]);
  }));
});

test('an interim answer is passed over, and what is cut off is half an answer', () => {
  expect(read('POST', Buffer.from('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n'), [])).toMatchObject({ state: 'complete', status: 204 });
  expect(read('GET', Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc'), []).state).toBe('half-answer');
  expect(read('GET', Buffer.from('<html>'), []).state).toBe('not-http');
  expect(read('GET', Buffer.from(''), []).state).toBe('reset');
});
