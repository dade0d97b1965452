/** The figures at the end of a kill matrix. */
import type { KillRow, KillRun } from './matrix.ts';

/** A shrunk plan of at most this many steps is small. */
export const SMALL_PLAN_STEPS = 3;

export interface Summary {
  /** Faults that were run, without tolerated variants. */
  readonly faults: number;
  /** Of these, caught by any invariant at every seed, or at one at least where they are probabilistic. */
  readonly caught: number;
  /** The same by an expected invariant. */
  readonly caughtByExpected: number;
  readonly tolerated: number;
  /** Tolerated variants that were flagged at any seed. */
  readonly flagged: number;
  /** Requests to the first finding, over all runs that caught their fault. */
  readonly requests: { readonly median: number | null; readonly p90: number | null };
  /** Share of runs with a shrunk plan whose smallest has at most three steps; null: nothing was shrunk. */
  readonly smallPlans: number | null;
  /** Invariants that caught no fault. */
  readonly idle: readonly string[];
  readonly clean: { readonly seeds: number; readonly flagged: number };
}

/** The smallest of these numbers that at least a share `p` of them does not exceed; null of none. */
export function percentile(numbers: readonly number[], p: number): number | null {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? null;
}

/** How many runs of a row came out as asked, from 0 to 1. */
export function rate({ runs }: Pick<KillRow, 'runs'>, came: (run: KillRun) => boolean): number {
  return runs.filter(came).length / runs.length;
}

function holds(row: KillRow, came: (run: KillRun) => boolean): boolean {
  return row.probabilistic ? row.runs.some(came) : row.runs.every(came);
}

/** Sum everything up. */
export function summarise(rows: readonly KillRow[], clean: readonly KillRun[], kills: Readonly<Record<string, readonly string[]>>): Summary {
  const faults = rows.filter(({ kind }) => kind === 'fault');
  const tolerated = rows.filter(({ kind }) => kind === 'tolerated');
  const runs = faults.flatMap((row) => row.runs);
  const requests = runs.flatMap((run) => run.requests ?? []);
  const steps = runs.flatMap((run) => run.steps ?? []);
  return {
    faults: faults.length,
    caught: faults.filter((row) => holds(row, ({ killers }) => killers.length > 0)).length,
    caughtByExpected: faults.filter((row) => holds(row, ({ expected }) => expected)).length,
    tolerated: tolerated.length,
    flagged: tolerated.filter((row) => row.runs.some(({ killers }) => killers.length > 0)).length,
    requests: { median: percentile(requests, 0.5), p90: percentile(requests, 0.9) },
    smallPlans: steps.length === 0 ? null : steps.filter((count) => count <= SMALL_PLAN_STEPS).length / steps.length,
    idle: Object.keys(kills).filter((id) => kills[id]?.length === 0),
    clean: { seeds: clean.length, flagged: clean.filter(({ killers }) => killers.length > 0).length },
  };
}
