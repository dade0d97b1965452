/** How long a target asks us to wait. */

/**
 * The wait a Retry-After header asks for, in milliseconds (RFC 9110 section 10.2.3: seconds or a date); null when there is none or it cannot be read.
 * @param nowMs wall clock, for the date form.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  // JavaScript takes much for a date; HTTP dates end in GMT.
  const date = /GMT\s*$/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}
