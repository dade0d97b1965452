/** Whether each waiver of a run still has its place: an expired one, or one for what is mended, fails the run. */
import type { Cell } from './judgement.ts';
import type { RunHeader } from './recording.ts';
import type { InvariantVerdict } from './verdict.ts';
import { isExpired, speaksOf, type Waiver, waiverText } from './waivers.ts';

/**
 * What became of a waiver. `applied`: what it speaks of was found. `idle`: the run says nothing about it. `stale`: what it speaks of was exercised and
 * passed, or cannot occur. `expired`: its last day is over. The last two fail the run.
 */
export type WaiverState = 'applied' | 'idle' | 'stale' | 'expired';

/** A waiver and what became of it. */
export interface WaiverStanding {
  readonly waiver: Waiver;
  readonly state: WaiverState;
  /** One sentence: what was seen, and what to do where something is to be done. */
  readonly message: string;
}

/** Whether a state fails the run. */
export function isWaiverFailure(state: WaiverState): boolean {
  return state === 'stale' || state === 'expired';
}

/** What judging found about the invariant that a waiver names, before waivers. */
export interface JudgedRow {
  readonly row: InvariantVerdict;
  /** How often each cell was exercised, needed or not. */
  readonly counts: ReadonlyMap<Cell, number>;
  /** Whether some trace could not be decided. */
  readonly isUndecided: boolean;
  /** Every finding, also those of level observation. */
  readonly findings: readonly Parameters<typeof speaksOf>[1][];
}

function timesExercised(waiver: Waiver, counts: JudgedRow['counts']): number {
  const isMeant = (cell: Cell): boolean => {
    const at = cell.indexOf('/');
    return (waiver.effect ?? cell.slice(0, at)) === cell.slice(0, at) && cell.slice(at + 1) === waiver.class;
  };
  return [...counts].reduce((sum, [cell, times]) => (isMeant(cell) ? sum + times : sum), 0);
}

/** How often what a waiver speaks of was exercised and passed; null when that cannot be said. A class that is no cell passes with its whole invariant. */
function timesPassed(waiver: Waiver, { row, counts, isUndecided }: JudgedRow): number | null {
  if (isUndecided) return null;
  const own = timesExercised(waiver, counts);
  if (own > 0) return own;
  const isNeeded = row.needed.some((cell) => cell.endsWith(`/${waiver.class}`));
  return row.verdict === 'pass' && !isNeeded ? [...counts.values()].reduce((sum, times) => sum + times, 0) : null;
}

function idle(waiver: Waiver, message: string): WaiverStanding {
  return { waiver, state: 'idle', message };
}

function standingOf(waiver: Waiver, judged: JudgedRow | undefined, header: RunHeader): WaiverStanding {
  if (isExpired(waiver, header.startedAt)) return { waiver, state: 'expired', message: `the waiver expired: its last day was ${waiver.expiry}. Mend the target, or settle a new day with whoever owns the reason: ${waiver.reason}` };
  if (judged === undefined) {
    const isTried = header.contracts.some(({ id }) => id === waiver.contract) && header.only === null;
    return isTried ? { waiver, state: 'stale', message: `the waiver can never apply: the invariant has nothing to say about ${waiver.contract}. Remove it.` } : idle(waiver, 'not part of this run');
  }
  if (judged.findings.some((finding) => speaksOf(waiver, finding))) return { waiver, state: 'applied', message: waiverText(waiver) };
  const times = timesPassed(waiver, judged);
  if (times === null) return idle(waiver, 'not exercised, or not decided, in this run');
  if (waiver.intermittent === true) return idle(waiver, `exercised ${times} times and not seen; it is intermittent`);
  return { waiver, state: 'stale', message: `the waiver no longer applies: what it speaks of was exercised ${times === 1 ? 'once' : `${times} times`} and passed. Remove it, or mark it intermittent.` };
}

/** The standing of each waiver of a run, in the order of the file. */
export function waiverStandings(rows: readonly JudgedRow[], header: RunHeader): readonly WaiverStanding[] {
  const rowOf = ({ contract, invariant }: Waiver): JudgedRow | undefined => rows.find(({ row }) => row.contract === contract && row.invariant === invariant);
  return (header.accepted?.waivers ?? []).map((waiver) => standingOf(waiver, rowOf(waiver), header));
}
