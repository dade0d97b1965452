/** What in a kill matrix fails a build. */
import type { KillMatrix, KillRow, KillRun } from './matrix.ts';
import { rate } from './summary.ts';

/** A probabilistic fault is to be caught at this share of seeds, once there are enough seeds to tell. */
const LEAST_RATE = 0.95;
const ENOUGH_SEEDS = 20;

function seedsOf(runs: readonly KillRun[]): string {
  return `seed${runs.length === 1 ? '' : 's'} ${runs.map(({ seed }) => seed).join(', ')}`;
}

function problemOf(row: KillRow): string | null {
  const flagged = row.runs.filter(({ killers }) => killers.length > 0);
  if (row.kind === 'tolerated') return flagged.length === 0 ? null : `${row.id} is tolerated, and was flagged at ${seedsOf(flagged)}: ${flagged[0]?.findings[0] ?? ''}`;
  const missed = row.runs.filter(({ expected }) => !expected);
  const share = rate(row, ({ expected }) => expected);
  if (row.probabilistic) return row.runs.length >= ENOUGH_SEEDS && share < LEAST_RATE ? `${row.id} was caught at ${Math.round(share * 100)} % of ${row.runs.length} seeds, not at ${LEAST_RATE * 100} %` : null;
  if (missed.length === 0) return null;
  const instead = missed.flatMap(({ killers }) => killers);
  return `${row.id} was caught by none of ${row.expected.join(', ') || '(no invariant is expected)'} at ${seedsOf(missed)}${instead.length === 0 ? '' : `, only by ${[...new Set(instead)].join(', ')}`}`;
}

/** One line for each reason to fail; empty when all is well. That an invariant catches nothing counts in runs over everything only. */
export function problems(matrix: KillMatrix): readonly string[] {
  const crashes = [...matrix.faults.flatMap(({ id, runs }) => runs.map((run) => ({ id, run }))), ...matrix.clean.map((run) => ({ id: 'the faultless cloud', run }))]
    .flatMap(({ id, run }) => (run.crash === null ? [] : [`${id} at seed ${run.seed} came to no end: ${run.crash.split('\n')[0] ?? ''}`]));
  const clean = matrix.clean.filter(({ killers }) => killers.length > 0).map(({ seed, findings }) => `the faultless cloud was flagged at seed ${seed}: ${findings[0] ?? ''}`);
  const idle = matrix.everything ? matrix.summary.idle.map((id) => `the invariant ${id} catches no fault`) : [];
  return [...matrix.faults.flatMap((row) => problemOf(row) ?? []), ...clean, ...idle, ...crashes];
}
