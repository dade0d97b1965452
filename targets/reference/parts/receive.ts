/** The request as it arrives: its size, its path. */
import type { Cloud } from '../cloud.ts';
import type { Arrived, Parts, RawRequest, Segment } from '../parts.ts';
import { Refusal } from '../refusal.ts';

/** Size of a body beyond which the server does not read on, in bytes (oslo.middleware's default). */
export const MAX_BODY_BYTES = 114_688;

/** Every request is read. */
export async function meet(): Promise<'read'> {
  return Promise.resolve('read');
}

/** @throws Refusal 413 when the body is too large. */
export function receive(raw: RawRequest, cloud: Cloud, parts: Parts): Arrived {
  const target = raw.target.startsWith('/') ? raw.target : raw.target.replace(/^[a-z]+:\/\/[^/]*/i, '');
  const end = target.indexOf('?');
  const path = end === -1 ? target : target.slice(0, end);
  const arrived = { cloud, parts, raw, path: path.replace(/\/{2,}/g, '/'), query: new URLSearchParams(end === -1 ? '' : target.slice(end + 1)) };
  if (raw.bodyBytes > MAX_BODY_BYTES) throw new Refusal(413, 'body-size', 'Request is too large.');
  return arrived;
}

/** One decoding, as WSGI does it before anybody looks at the path: text that is no percent-encoding stays as it is. */
export function decodeOnce(text: string): string {
  const bytes = Buffer.from(text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new Refusal(400, 'path', `The path is no UTF-8: ${String((cause as Error).message)}`);
  }
}

/** The path was decoded before it was split, so that an encoded slash parts segments too. */
export function split({ path }: Arrived): readonly Segment[] {
  return path.split('/').slice(1).flatMap((raw): readonly Segment[] => {
    const pieces = decodeOnce(raw).split('/');
    return pieces.length === 1 ? [{ raw, text: pieces[0]! }] : pieces.map((text) => ({ raw: text, text }));
  });
}
