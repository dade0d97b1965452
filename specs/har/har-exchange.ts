/** A recorded entry as an exchange, with what the recording does not tell said as trouble: the judge then leaves it undecided. */
import type { Contract } from '../../contracts/contract.ts';
import type { Caller } from '../../generators/plan.ts';
import type { Body, Exchange, Trouble } from '../../targets/trace.ts';
import { redactHeaders, redactMembers, redactText } from '../../targets/redact.ts';
import type { Secret } from '../../targets/secret.ts';
import { rawPath } from './har-address.ts';
import type { HarEntry, HarHeader, HarRequest, HarResponse } from './har.ts';

const TOKEN_HEADERS: ReadonlySet<string> = new Set(['x-auth-token', 'authorization']);

/** What a request shows of its caller; null: nothing, because there was nothing or because the recorder took it out. */
export function tokenOf({ headers }: HarRequest): string | null {
  return headers.find(({ name }) => TOKEN_HEADERS.has(name.toLowerCase()))?.value ?? null;
}

function pairs(headers: readonly HarHeader[]): readonly (readonly [string, string])[] {
  // HTTP/2 recordings have the parts of the request line among the headers.
  return headers.filter(({ name }) => !name.startsWith(':')).map(({ name, value }) => [name, value]);
}

function hasSentBody({ headers }: HarRequest): boolean {
  return headers.some(({ name, value }) => (name.toLowerCase() === 'content-length' && value !== '0') || name.toLowerCase() === 'transfer-encoding');
}

function contentOf({ content }: HarResponse): Body {
  const { text = '', encoding } = content;
  if (encoding?.toLowerCase() !== 'base64') return { text };
  const bytes = Buffer.from(text, 'base64');
  const decoded = bytes.toString('utf8');
  return Buffer.from(decoded, 'utf8').equals(bytes) ? { text: decoded } : { base64: text };
}

/** What keeps an entry from being judged, as trouble; null: nothing. */
export function entryTrouble({ request, response }: HarEntry, contract: Contract, onItem: boolean): Trouble | null {
  const { status } = response;
  const untold = (message: string): Trouble => ({ kind: 'busy', message });
  if (status === 0) return { kind: 'reset', message: 'The recording holds no answer.' };
  if (status === 429 || status === 503 || status === 413) return { kind: status === 503 ? 'unavailable' : 'rate-limited', message: `The target asked to wait (${status}).` };
  if (status === 401) return { kind: 'token-expired', message: 'The token was refused (401); whose it was, the recording does not tell.' };
  if (request.postData?.text === undefined && hasSentBody(request)) return untold('The recording does not hold the body that was sent.');
  if (response.content.text === undefined && (response.content.size ?? 0) > 0) return untold('The recording does not hold the body of the answer.');
  if (contract.rejections.state?.statuses.includes(status) === true) return untold(`The answer ${status} may speak of a state of the resource, which the recording does not tell.`);
  if (status === 403 || (status === 404 && !onItem)) return untold(`The answer ${status} may speak of who called or whether the resource was there, which the recording does not tell.`);
  return null;
}

/** What an entry is made into an exchange with. */
export interface EntryTerms {
  readonly id: number;
  readonly route: string;
  readonly caller: Caller;
  readonly trouble: Trouble | null;
  readonly secrets: readonly Secret[];
  /** When the recording began, in milliseconds of the clock of the entries. */
  readonly beganAt: number;
}

function cleaned(body: Body, secrets: readonly Secret[]): Body {
  return body.text === undefined ? body : { ...body, text: redactMembers(redactText(body.text, secrets)) };
}

/** The exchange of an entry; tokens and secrets are taken out. */
export function exchangeOf({ startedDateTime, time, request, response }: HarEntry, { id, route, caller, trouble, secrets, beganAt }: EntryTerms): Exchange {
  const calledAtMs = Date.parse(startedDateTime) - beganAt;
  const text = request.postData?.text;
  return {
    id, role: 'step', stepIndex: 0, slot: 'subject', caller, route, trouble, calledAtMs, returnedAtMs: calledAtMs + Math.max(0, time),
    request: { method: request.method.toUpperCase(), path: redactText(rawPath(request.url), secrets), headers: redactHeaders(pairs(request.headers), secrets), body: text === undefined ? null : cleaned({ text }, secrets) },
    response: response.status === 0 ? null : { status: response.status, headers: redactHeaders(pairs(response.headers), secrets).map(([name, value]) => [name.toLowerCase(), value]), body: cleaned(contentOf(response), secrets) },
  };
}
