/**
 * Signs requests as API gateways of Huawei Cloud and Open Telekom Cloud ask for it, SDK-HMAC-SHA256: a digest of the canonical request, signed with the secret
 * key, in the header Authorization. The canonical path is the decoded one, encoded anew segment by segment, with a slash at its end.
 */
import { createHash, createHmac } from 'node:crypto';
import type { Header } from '../dispatch.ts';
import type { Secret } from '../secret.ts';

const ALGORITHM = 'SDK-HMAC-SHA256';

/** A pair of keys, and what goes with temporary ones. */
export interface AccessKey {
  /** The AK, which every signed request names. */
  readonly id: Secret;
  /** The SK, which no request bears. */
  readonly secret: Secret;
  /** Of temporary keys. */
  readonly securityToken: Secret | null;
  /** Sent as X-Project-Id; null: the path tells the project. */
  readonly projectId: string | null;
}

/** What of a request is signed. */
export interface Signable {
  readonly method: string;
  /** Path and query as on the wire. */
  readonly path: string;
  readonly body: Uint8Array | null;
  /** As the Host header has it. */
  readonly host: string;
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The text behind percent escapes; what is no escape of UTF-8 stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function canonicalPath(path: string): string {
  const segments = decoded(path).split('/').map(encoded).join('/');
  return segments.endsWith('/') ? segments : `${segments}/`;
}

/** In the order of the names before they are encoded, as the vendor's SDK has it. */
function canonicalQuery(query: string): string {
  const inOrder = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
  const pairs = [...new URLSearchParams(query)].sort(([a, x], [b, y]) => inOrder(a, b) || inOrder(x, y));
  return pairs.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
}

function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** `20260101T000000Z` */
function basicDate(at: Date): string {
  return `${at.toISOString().replaceAll(/[-:]/g, '').slice(0, 15)}Z`;
}

function canonicalRequest(request: Signable, headers: readonly Header[]): string {
  const at = request.path.indexOf('?');
  const [path, query] = at < 0 ? [request.path, ''] : [request.path.slice(0, at), request.path.slice(at + 1)];
  const lines = headers.map(([name, value]) => `${name}:${value.trim()}\n`).join('');
  return [request.method, canonicalPath(path), canonicalQuery(query), lines, headers.map(([name]) => name).join(';'), digest(request.body ?? '')].join('\n');
}

/** The headers that a signed request has besides its own. The host is signed, and sent by the transport. */
export function signedHeaders(key: AccessKey, request: Signable, at: Date): readonly Header[] {
  const date = basicDate(at);
  const own: readonly Header[] = [
    ...(key.projectId === null ? [] : [['x-project-id', key.projectId] as const]),
    ['x-sdk-date', date],
    ...(key.securityToken === null ? [] : [['x-security-token', key.securityToken.reveal()] as const]),
  ];
  // In the order of their names, as the scheme wants it.
  const headers: readonly Header[] = [['host', request.host], ...own];
  const signature = createHmac('sha256', key.secret.reveal()).update(`${ALGORITHM}\n${date}\n${digest(canonicalRequest(request, headers))}`).digest('hex');
  const names = headers.map(([name]) => name).join(';');
  return [...own, ['authorization', `${ALGORITHM} Access=${key.id.reveal()}, SignedHeaders=${names}, Signature=${signature}`]];
}
