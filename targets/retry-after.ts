/** How long a target asks us to wait. */
import type { Answer } from './dispatch.ts';
import { headerValue } from './dispatch.ts';

/**
 * The wait a Retry-After header asks for, in milliseconds (RFC 9110 section 10.2.3: seconds or a date); null when there is none or it cannot be read.
 * @param nowMs the clock that a date goes by: the answer's own where it has one, since clocks differ.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  // JavaScript takes much for a date; HTTP dates end in GMT.
  const date = /GMT\s*$/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}

/** The wait that an answer asks for, by the clock of whoever sent it; null when it asks for none. */
export function waitAskedForMs(answer: Answer): number | null {
  const sentAtMs = Date.parse(headerValue(answer, 'date') ?? '');
  return retryAfterMs(headerValue(answer, 'retry-after'), Number.isNaN(sentAtMs) ? Date.now() : sentAtMs);
}
