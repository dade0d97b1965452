/** What judging a whole recording gives: the verdicts, findings and observations that reports/ presents. Plain data without secrets. */
import type { ContractId, SourceRef } from '../contracts/contract.ts';
import type { Trace } from '../targets/trace.ts';
import type { WaiverStanding } from './waivers-standing.ts';
import type { Cell, IdentifiedFinding, InvariantId, Level, VerdictKind } from './judgement.ts';

/** A finding as it is reported: with the smallest trace that shows it. */
export interface ReportedFinding extends IdentifiedFinding {
  /** The smallest recorded trace that shows it (fewest steps, then fewest entries, then fewest bytes). */
  readonly trace: Trace;
  /** How often replays showed it again; null when it was not replayed. */
  readonly reproduced: { readonly times: number; readonly of: number } | null;
  /** Id of the finding that says the same cause better; null when this one does. */
  readonly groupedUnder: string | null;
  /** What accepts it beforehand, in words; absent when nothing does. */
  readonly waiver?: string;
}

/** The verdict of one invariant on one contract. */
export interface InvariantVerdict {
  readonly contract: ContractId;
  readonly invariant: InvariantId;
  readonly claim: string;
  /** `must` when any constraint it rests on is one under the profile. */
  readonly level: Level;
  readonly sources: readonly SourceRef[];
  readonly verdict: VerdictKind;
  /** Why it is not a plain pass or fail; empty otherwise. */
  readonly reason: string;
  /** What a pass is worth, where that can be said in numbers; empty otherwise. */
  readonly note: string;
  /** How often each needed cell was exercised. */
  readonly exercised: Readonly<Record<Cell, number>>;
  readonly needed: readonly Cell[];
  readonly missing: readonly Cell[];
  /** The waiver that applied, as its file has it; null when none did. */
  readonly waiver: string | null;
  readonly findings: readonly ReportedFinding[];
}

/** What the target does where nothing obliges it: a line of its dialect. */
export interface Observation {
  readonly contract: ContractId;
  /** Stable across runs and seeds. */
  readonly id: string;
  readonly claim: string;
  readonly outcome: string;
  readonly sources: readonly SourceRef[];
}

export interface RunVerdict {
  /** `fail` when a must fails or a waiver is stale or expired; else `unknown` when any applicable one is; else `pass`. */
  readonly verdict: 'pass' | 'fail' | 'unknown';
  readonly counts: Readonly<Record<VerdictKind, number>>;
  readonly verdicts: readonly InvariantVerdict[];
  readonly observations: readonly Observation[];
  /** What became of each waiver, in the order of their file; absent when none was given. */
  readonly waivers?: readonly WaiverStanding[];
}
