import { parseArgs } from 'node:util';

/** What the cross-check was asked for. */
export interface CrossCheckArguments {
  /** Ids of faults; null: all. */
  readonly only: readonly string[] | null;
  readonly jobs: number;
  readonly json: string;
  /** The page of the kill matrix, which says what the engine catches. */
  readonly kill: string;
  /** Null: no page is written. */
  readonly page: string | null;
}

/** Reads the arguments of the cross-check. @throws TypeError for flags that are none. */
export function readCrossCheckArguments(argv: readonly string[]): CrossCheckArguments {
  const { values } = parseArgs({ args: [...argv], options: { only: { type: 'string' }, jobs: { type: 'string', default: '2' }, kill: { type: 'string', default: 'docs/kill-matrix.md' }, json: { type: 'string', default: 'pact-cross-check.json' }, page: { type: 'string' } } });
  const only = values.only?.split(',') ?? null;
  return { only, jobs: Math.max(1, Number(values.jobs)), json: values.json, kill: values.kill, page: values.page ?? (only === null ? 'docs/pact-cross-check.md' : null) };
}
