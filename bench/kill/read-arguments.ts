import { parseArgs } from 'node:util';
import type { Profile } from '../../specs/judgement.ts';

/** What `npm run kill` was asked for. */
export interface KillArguments {
  readonly seeds: readonly number[];
  readonly cleanSeeds: readonly number[];
  readonly only: readonly string[] | null;
  readonly first: boolean;
  /** Tolerated variants run on one in so many contracts at each seed. */
  readonly share: number;
  readonly profile: Profile | null;
  readonly json: string;
  /** Null: no page is written. */
  readonly page: string | null;
  readonly jobs: number;
}

export const USAGE = `Usage: npm run kill -- [--seeds N] [--from SEED] [--only ID,...] [--first] [--share N] [--clean N] [--profile de-facto|documented] [--json FILE] [--page FILE] [--jobs N]

Runs the engine over every fault and tolerated variant of the reference cloud, and tells which invariants catch which.
  --seeds N    seeds per fault, default 1 (none with --clean and no --only)
  --from SEED  the first seed, default 1
  --only IDS   these faults only
  --first      stop each at the first finding of an expected invariant, without shrinking
  --share N    tolerated variants run on one in N of the contracts at each seed, by turns; default 1: on all
  --clean N    run the faultless cloud at N seeds too
  --profile P  run everything under this profile; default: de-facto, and documented for what only the documents tolerate
  --json FILE  default kill-matrix.json
  --page FILE  default docs/kill-matrix.md in full runs over everything, else none
  --jobs N     worker threads, default 2`;

/** A wrong call; the message says what was allowed. */
export class ArgumentsError extends Error {
  override readonly name = 'ArgumentsError';
}

const PAGE = 'docs/kill-matrix.md';

function count(name: string, given: string): number {
  const number = Number(given);
  if (!Number.isSafeInteger(number) || number < 0) throw new ArgumentsError(`--${name}: expected a whole number, got ${JSON.stringify(given)}.\n${USAGE}`);
  return number;
}

function profileFrom(given: string | undefined): Profile | null {
  if (given === undefined || given === 'de-facto' || given === 'documented') return given ?? null;
  throw new ArgumentsError(`--profile: expected de-facto or documented, got ${JSON.stringify(given)}.\n${USAGE}`);
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h', default: false }, seeds: { type: 'string' }, from: { type: 'string', default: '1' }, only: { type: 'string' }, first: { type: 'boolean', default: false },
  share: { type: 'string', default: '1' }, clean: { type: 'string', default: '0' }, profile: { type: 'string' }, json: { type: 'string', default: 'kill-matrix.json' }, page: { type: 'string' }, jobs: { type: 'string', default: '2' },
} as const;

function parse(argv: readonly string[]): ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'] {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS }).values;
  } catch (error) {
    throw new ArgumentsError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`, { cause: error });
  }
}

/** Reads the arguments, checking ids against those there are; null when help was asked for. @throws {ArgumentsError} that says what was allowed. */
export function readArguments(argv: readonly string[], known: readonly string[]): KillArguments | null {
  const values = parse(argv);
  if (values.help) return null;
  const only = values.only?.split(',') ?? null;
  const unknown = only?.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new ArgumentsError(`--only: there is no fault ${JSON.stringify(unknown)}. There are: ${known.join(', ')}.`);
  const from = count('from', values.from);
  const seedsFrom = (length: number): readonly number[] => Array.from({ length }, (_, index) => from + index);
  const clean = count('clean', values.clean);
  const seeds = count('seeds', values.seeds ?? (clean > 0 && only === null ? '0' : '1'));
  const everything = only === null && seeds > 0 && !values.first;
  return {
    seeds: seedsFrom(seeds), cleanSeeds: seedsFrom(clean), only, first: values.first, share: Math.max(1, count('share', values.share)), profile: profileFrom(values.profile),
    json: values.json, page: values.page ?? (everything ? PAGE : null), jobs: Math.max(1, count('jobs', values.jobs)),
  };
}
