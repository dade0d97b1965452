/** What a target could not be opened for; the command line maps it to exit code 3. */

/**
 * Why a target could not be opened; stable.
 * `not-json`: the answer is something else (HTML, text); `wrong-kind`: the id or the answer belongs to another kind of resource;
 * `server-error`: a 5xx in the pre-flight; `in-use`: it serves somebody else as it is; `interrupted`: asked to stop before the first plan; `config`: the call contradicts itself.
 */
export type TargetErrorCode =
  | 'unreachable' | 'redirect' | 'not-json' | 'unauthorized' | 'forbidden' | 'not-found' | 'wrong-kind' | 'server-error'
  | 'open-journal' | 'not-restorable' | 'in-use' | 'interrupted' | 'config' | 'authentication';

/** Thrown before anything was written; the message says what, where, what was allowed, what was got and what to do next. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
  readonly code: TargetErrorCode;

  constructor(code: TargetErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
