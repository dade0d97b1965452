/** What can be wrong with a call of the tool; stable, so that scripts and tests can rely on the code rather than on the text. */
export const CONFIG_ERROR_CODES = [
  'OPTION_INVALID', 'OPTION_CONFLICT', 'TOKEN_MISSING', 'TOKEN_UNREADABLE', 'RESOURCE_MISSING', 'KIND_UNKNOWN', 'FAULT_UNKNOWN', 'ID_UNKNOWN',
  'REPORT_FOLDER', 'REPORT_UNREADABLE', 'TRACE_UNREADABLE', 'FINDING_UNKNOWN', 'RUN_UNKNOWN', 'CONTRACT_CHANGED', 'NOT_COMPARABLE', 'WAIVERS_INVALID', 'BASELINE_UNREADABLE', 'UI_MISSING', 'PACT_UNREADABLE', 'HAR_UNREADABLE',
] as const;
export type ConfigErrorCode = (typeof CONFIG_ERROR_CODES)[number];

/**
 * The call is wrong: nothing was sent to anybody. The message says what, where, what was allowed, what was got and what to do next; the process ends
 * with exit code 3 and prints no stack.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code: ConfigErrorCode;

  constructor(code: ConfigErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const CALL_ERRORS: ReadonlySet<string> = new Set(['ConfigError', 'ContractError', 'TargetError']);

/**
 * Whether an error is about the call or the pre-flight rather than about our own code. By name and code, not by class: the vitest runner loads modules a
 * second time, so that one class has two identities in one process.
 */
export function isCallError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && CALL_ERRORS.has(error.name) && typeof (error as { code?: unknown }).code === 'string';
}
