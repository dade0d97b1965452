/** The kill matrix on a terminal. */
import type { KillRow, KillRun } from './matrix.ts';
import { percentile, rate, type Summary } from './summary.ts';

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

function verdict(row: KillRow): string {
  if (row.runs.some(({ crash }) => crash !== null)) return 'CRASHED';
  const caught = rate(row, ({ killers }) => killers.length > 0);
  if (row.kind === 'tolerated') return caught === 0 ? 'tolerated' : 'FLAGGED';
  const expected = rate(row, (run) => run.expected);
  if (row.probabilistic && row.runs.length > 1) return `caught at ${percent(expected)}`;
  if (expected === 1) return 'caught';
  return caught === 0 ? 'MISSED' : caught < 1 || expected > 0 ? `CAUGHT AT ${percent(expected)}` : 'CAUGHT BY OTHERS';
}

/** Largest of the runs that have a number; `-` when none has. */
export function most(runs: readonly KillRun[], of: (run: KillRun) => number | null): string {
  const numbers = runs.flatMap((run) => of(run) ?? []);
  return numbers.length === 0 ? '-' : String(Math.max(...numbers));
}

/** Median over the runs that have a number; `-` when none has. */
export function middle(runs: readonly KillRun[], of: (run: KillRun) => number | null): string {
  return String(percentile(runs.flatMap((run) => of(run) ?? []), 0.5) ?? '-');
}

/** The invariants that caught a fault at any seed, the expected ones marked with `*`. */
export function killersOf(row: KillRow): string {
  const all = [...new Set(row.runs.flatMap(({ killers }) => killers))];
  return all.toSorted((one, other) => Number(row.expected.includes(other)) - Number(row.expected.includes(one)) || (one < other ? -1 : 1))
    .map((id) => (row.expected.includes(id) ? `${id}*` : id)).join(' ');
}

/** What a run told that did not end, or that flagged something legal. */
function remarks({ kind, runs }: KillRow): string {
  return runs.flatMap(({ seed, crash, findings }) => (crash !== null ? [`seed ${seed}: ${crash.split('\n', 1)[0] ?? ''}`] : kind === 'tolerated' && findings.length > 0 ? [`seed ${seed}: ${findings.join(', ')}`] : [])).join('; ');
}

/** One fault on one line: verdict, requests to the first finding (median over the seeds), steps of the smallest plan (most over the seeds), killers, and what went wrong. */
export function rowLine(row: KillRow): string {
  const requests = middle(row.runs, (run) => run.requests);
  return `${verdict(row).padEnd(16)} ${row.catalogue.padEnd(5)} ${row.id.padEnd(44)} ${requests.padStart(5)} requests ${most(row.runs, ({ steps }) => steps).padStart(3)} steps  ${killersOf(row)} ${remarks(row)}`.trimEnd();
}

/** The figures of a summary, one a line. */
export function summaryLines({ faults, caught, caughtByExpected, tolerated, flagged, requests, smallPlans, idle, clean }: Summary): readonly string[] {
  return [
    ...(faults === 0 ? [] : [`${faults} faults: ${caught} caught, ${caughtByExpected} by an expected invariant`]),
    ...(tolerated === 0 ? [] : [`${tolerated} tolerated variants: ${flagged} flagged`]),
    ...(clean.seeds === 0 ? [] : [`faultless cloud: ${clean.flagged} of ${clean.seeds} seeds flagged`]),
    ...(requests.median === null ? [] : [`requests to the first finding: median ${requests.median}, 90th percentile ${requests.p90 ?? '-'}`]),
    ...(smallPlans === null ? [] : [`shrunk plans of at most three steps: ${percent(smallPlans)}`]),
    ...(faults === 0 ? [] : [`invariants that catch nothing: ${idle.length === 0 ? 'none' : idle.join(', ')}`]),
  ];
}
