/** The kill matrix: which invariants catch which faults, and how fast. Built from what the workers answered; its JSON Schema is `kill-matrix.schema.json`. */
import type { Detection } from '../../specs/detection.fixture.ts';
import type { Invariant, Profile } from '../../specs/judgement.ts';
import type { Fault } from '../../targets/reference/fault.ts';
import { summarise, type Summary } from './summary.ts';
import type { Task } from './tasks.ts';
import type { Answer } from './work.ts';

/** One fault at one seed. */
export interface KillRun {
  readonly seed: number;
  /** Why nothing is known of it; null when the run came to its end. */
  readonly crash: string | null;
  /** Ids of the invariants with a must finding, sorted. */
  readonly killers: readonly string[];
  /** Whether an expected invariant is among them. */
  readonly expected: boolean;
  /** Requests to the first finding, in the contract where that took fewest; null: not caught. */
  readonly requests: number | null;
  /** The same for the first finding of an expected invariant. */
  readonly requestsToExpected: number | null;
  /** Steps of the smallest shrunk plan; null: nothing was shrunk. */
  readonly steps: number | null;
  /** Requests of all plans of exploration, by contract tried. */
  readonly spent: Readonly<Record<string, number>>;
  /** Where it was found: `contract invariant class`, the first twelve. */
  readonly findings: readonly string[];
  readonly durationMs: number;
}

/** One fault or tolerated variant at every seed. */
export interface KillRow {
  readonly id: string;
  readonly title: string;
  readonly catalogue: string;
  readonly kind: Fault['kind'];
  readonly probabilistic: boolean;
  readonly profile: Profile;
  readonly expected: readonly string[];
  readonly runs: readonly KillRun[];
}

export interface KillMatrix {
  readonly schemaVersion: 1;
  /** `first`: each run stopped at the first finding of an expected invariant, without shrinking. */
  readonly mode: 'full' | 'first';
  /** Every fault there is was run. */
  readonly everything: boolean;
  readonly faults: readonly KillRow[];
  /** Runs of the faultless cloud; empty when it was not asked for. */
  readonly clean: readonly KillRun[];
  /** Each invariant and the faults it caught, sorted. */
  readonly invariants: Readonly<Record<string, readonly string[]>>;
  readonly summary: Summary;
}

/** A task and what came of it. */
export interface Outcome {
  readonly task: Task;
  readonly answer: Answer;
}

const MAX_FINDINGS = 12;

function fewest(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : Math.min(...numbers);
}

function runOf(seed: number, { hits, spent, smallest, durationMs }: Detection, expected: readonly string[]): KillRun {
  const killers = [...new Set(hits.map(({ invariant }) => invariant))].sort();
  const wanted = hits.filter(({ invariant }) => expected.includes(invariant));
  return {
    seed, crash: null, killers, expected: wanted.length > 0, requests: fewest(hits.map(({ requests }) => requests)),
    requestsToExpected: fewest(wanted.map(({ requests }) => requests)), steps: smallest?.steps ?? null, spent,
    findings: hits.slice(0, MAX_FINDINGS).map((hit) => `${hit.contract} ${hit.invariant} ${hit.class}`), durationMs,
  };
}

function crashed(seed: number, message: string): KillRun {
  return { seed, crash: message, killers: [], expected: false, requests: null, requestsToExpected: null, steps: null, spent: {}, findings: [], durationMs: 0 };
}

/** What one outcome says, for a fault with these expected invariants. */
export function killRun({ task, answer }: Outcome, expected: readonly string[]): KillRun {
  return answer.kind === 'crashed' ? crashed(task.seed, answer.message) : runOf(task.seed, answer.detection, expected);
}

function rowOf(fault: Fault, outcomes: readonly Outcome[]): KillRow | null {
  const own = outcomes.filter(({ task }) => task.fault === fault.id).toSorted((one, other) => one.task.seed - other.task.seed);
  const [first] = own;
  if (first === undefined) return null;
  const { id, title, catalogue, kind, expected } = fault;
  return { id, title, catalogue, kind, probabilistic: fault.probabilistic ?? false, profile: first.task.profile, expected, runs: own.map((outcome) => killRun(outcome, expected)) };
}

/** Faults that an invariant caught, in the runs of the rows or in those that went on until it spoke. */
function killsOf(invariant: string, rows: readonly KillRow[], further: readonly Outcome[]): readonly string[] {
  const inRows = rows.filter(({ kind, runs }) => kind === 'fault' && runs.some(({ killers }) => killers.includes(invariant))).map(({ id }) => id);
  const inFurther = further.filter((outcome) => outcome.task.until === invariant && killRun(outcome, []).killers.includes(invariant)).flatMap(({ task }) => task.fault ?? []);
  return [...new Set([...inRows, ...inFurther])].sort();
}

/** Put outcomes together; the order in which they came does not matter. */
export function makeMatrix(faults: readonly Fault[], invariants: readonly Pick<Invariant, 'id'>[], all: readonly Outcome[], mode: KillMatrix['mode'], everything: boolean): KillMatrix {
  const outcomes = all.filter(({ task }) => task.until === undefined);
  const rows = faults.flatMap((fault) => rowOf(fault, outcomes) ?? []);
  const clean = outcomes.filter(({ task }) => task.fault === null).toSorted((one, other) => one.task.seed - other.task.seed).map((outcome) => killRun(outcome, []));
  const kills = Object.fromEntries(invariants.map(({ id }) => [id, killsOf(id, rows, all.filter(({ task }) => task.until !== undefined))]));
  return { schemaVersion: 1, mode, everything, faults: rows, clean, invariants: kills, summary: summarise(rows, clean, kills) };
}
