/** One request to a reference cloud and its whole answer, for tests and benches. */
import { getGlobalDispatcher } from 'undici';
import type { Dispatcher } from 'undici';
import type { ReferenceCloud } from './cloud.ts';
import { parseJson, toPlain } from './json.ts';

/** What may be said beside method and path. */
export interface AskOptions {
  /** Sent as JSON; text and bytes as they are. */
  readonly body?: unknown;
  /** By default the owner's; null for none. */
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer: its body as text and, when it is JSON, as plain data. */
export interface Answer {
  readonly status: number;
  readonly headers: Dispatcher.ResponseData['headers'];
  readonly text: string;
  readonly json: unknown;
}

function bodyOf(body: unknown): string | Uint8Array | null {
  if (body === undefined) return null;
  return typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
}

function jsonOf(text: string): unknown {
  try {
    return toPlain(parseJson(text));
  } catch {
    return undefined;
  }
}

/** Ask a cloud; the path is sent exactly as given. */
export async function ask(cloud: Pick<ReferenceCloud, 'url' | 'tokens'>, method: string, path: string, options: AskOptions = {}): Promise<Answer> {
  const token = options.token === undefined ? cloud.tokens.owner : options.token;
  const body = bodyOf(options.body);
  // Not by URL: that would resolve dot segments.
  const answer = await getGlobalDispatcher().request({
    origin: cloud.url, method: method, path, body,
    headers: { ...(token === null ? {} : { 'x-auth-token': token }), ...(body === null ? {} : { 'content-type': 'application/json' }), ...options.headers },
  });
  const text = await answer.body.text();
  return { status: answer.statusCode, headers: answer.headers, text, json: jsonOf(text) };
}
