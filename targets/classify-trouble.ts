/** Names for what goes wrong between us and the target. */
import type { Answer, Call, Wrapper } from './dispatch.ts';
import { headerValue } from './dispatch.ts';
import { waitAskedForMs } from './retry-after.ts';
import type { Trouble, TroubleKind } from './trace.ts';

const BY_CODE: Readonly<Record<string, TroubleKind>> = {
  ECONNREFUSED: 'refused', EHOSTUNREACH: 'refused', ENETUNREACH: 'refused', EADDRNOTAVAIL: 'refused',
  ENOTFOUND: 'dns', EAI_AGAIN: 'dns', EAI_FAIL: 'dns', EAI_NODATA: 'dns',
  ETIMEDOUT: 'timeout', UND_ERR_CONNECT_TIMEOUT: 'timeout', UND_ERR_HEADERS_TIMEOUT: 'timeout', UND_ERR_BODY_TIMEOUT: 'timeout',
  ECONNRESET: 'reset', EPIPE: 'reset', ECONNABORTED: 'reset', UND_ERR_SOCKET: 'reset', UND_ERR_CLOSED: 'reset', UND_ERR_DESTROYED: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'half-answer', UND_ERR_HEADERS_OVERFLOW: 'too-long-answer', HPE_HEADER_OVERFLOW: 'too-long-answer',
};

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  // The parser's error bears no code for some of what it cannot read.
  if (error.name === 'HTTPParserError') return 'HPE_INVALID';
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}

function kindOf(code: string, answerBegun: boolean): TroubleKind {
  if (code.startsWith('HPE_') && code !== 'HPE_HEADER_OVERFLOW') return answerBegun ? 'half-answer' : 'not-http';
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO|HOSTNAME_MISMATCH)/.test(code)) return 'tls';
  const kind = BY_CODE[code] ?? 'reset';
  return kind === 'reset' && answerBegun ? 'half-answer' : kind;
}

/** The trouble that a transport error means. An error after the answer had begun makes it half an answer. */
export function troubleOfError(error: unknown, answerBegun: boolean): Trouble {
  const code = codeOf(error);
  const kind = kindOf(code, answerBegun);
  return { kind, message: `The connection failed (${code === '' ? 'no code' : code})${answerBegun ? ' while the answer was arriving' : ''}.` };
}

/** Statuses with which something between us and the target speaks for itself. An HTML page with another one may be the target's own. */
const GATEWAY_STATUSES: ReadonlySet<number> = new Set([407, 502, 504, 511]);

/** Statuses that a proxy, or a service that restarts, gives in passing. Given again to the same request, they are the target's word. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

/** Bytes in which a page says that it is one. */
const PAGE_HEAD_BYTES = 256;

function isPage({ body }: Answer): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b/i.test(Buffer.from(body.subarray(0, PAGE_HEAD_BYTES)).toString('latin1'));
}

/** A page where an API should have answered: of a proxy, a load balancer, a portal that wants a login. */
function isOfGateway(answer: Answer): boolean {
  return (GATEWAY_STATUSES.has(answer.status) || (answer.status >= 200 && answer.status < 300)) && isPage(answer);
}

function troubleOfAnswer(answer: Answer, { renewable = false, insists = false }: Call): Trouble | null {
  const { status } = answer;
  const retryAfter = headerValue(answer, 'retry-after');
  const wait = waitAskedForMs(answer);
  const asked = wait === null ? '' : `, Retry-After ${Math.ceil(wait / 1000)} s`;
  if ([301, 302, 303, 307, 308].includes(status)) return { kind: 'redirect', message: `The answer ${status} points elsewhere; redirects are not followed.` };
  if (status === 429) return { kind: 'rate-limited', message: `The target limits our rate (429${asked}).` };
  if (status === 413 && retryAfter !== undefined) return { kind: 'rate-limited', message: `The target limits our rate (413${asked}).` };
  if (status === 503 && (retryAfter !== undefined || isPage(answer))) return { kind: 'unavailable', message: `The target is unavailable for now (503${asked}).` };
  if (isOfGateway(answer)) return { kind: 'gateway', message: `The answer ${status} is an HTML page: something between us and the target has answered in its place.` };
  if (PASSING_STATUSES.has(status) && !insists) return { kind: 'unavailable', message: `The answer ${status} may speak of something that is over in a moment.` };
  if (status === 401 && renewable) return { kind: 'token-expired', message: 'The token was refused (401); it is renewed once.' };
  return null;
}

/** Marks answers that are trouble rather than the target's word: redirects, rate limits, announced unavailability, an expired token. */
export const classifyTrouble: Wrapper = (dispatch) => async (call) => {
  const outcome = await dispatch(call);
  if (outcome.trouble !== null || outcome.answer === null) return outcome;
  return { ...outcome, trouble: troubleOfAnswer(outcome.answer, call) };
};
