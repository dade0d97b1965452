/** How long a token is used. */

/** A token is renewed this long before it is over, or a quarter of its life before, whichever is less. */
const MARGIN_MS = 60_000;

/** What Keystone says of a token, as ISO 8601 dates. */
export interface TokenDates {
  readonly issuedAt: string | null;
  readonly expiresAt: string | null;
}

/**
 * When a token is better renewed than used, on a steady clock in milliseconds; infinite when its end cannot be read.
 * Its life counts from when it came, as the difference of Keystone's own two dates: the clocks of two hosts seldom agree.
 * @param now one moment on the wall clock and on the steady one.
 */
export function staleAt({ issuedAt, expiresAt }: TokenDates, now: { readonly wallMs: number; readonly steadyMs: number }): number {
  const end = Date.parse(expiresAt ?? '');
  if (Number.isNaN(end)) return Number.POSITIVE_INFINITY;
  const begin = Date.parse(issuedAt ?? '');
  const lifeMs = Math.max(0, end - (Number.isNaN(begin) ? now.wallMs : begin));
  return now.steadyMs + lifeMs - Math.min(MARGIN_MS, lifeMs / 4);
}
