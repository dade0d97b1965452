/** What a part throws to refuse a request; `respondError` makes the answer of it. */
import type { Rejection } from '../../contracts/contract.ts';

/**
 * How the error body is written: `fault` Nova's envelope named after the status, `bare` the router's answer without one,
 * `identity` Keystone's `{"error": ...}`.
 */
export type RefusalStyle = 'fault' | 'bare' | 'identity';

/** A refused request: a status, a message and the rule that was broken. */
export class Refusal extends Error {
  readonly status: number;
  readonly reason: Rejection;
  readonly style: RefusalStyle;

  constructor(status: number, reason: Rejection, message: string, style: RefusalStyle = 'fault') {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.reason = reason;
    this.style = style;
  }
}

/** The router's answer to a path or method it does not know. */
export function noSuchRoute(): Refusal {
  return new Refusal(404, 'path', 'The resource could not be found.<br /><br />\n\n\n', 'bare');
}

/** Nova's answer to an API that is gone at the asked microversion. */
export function noSuchApi(): Refusal {
  return new Refusal(404, 'microversion', 'The resource could not be found.');
}
