/**
 * reports/ answers: what we say. May import from contracts/, generators/, targets/ and specs/.
 *
 * A {@link Report} is what `report.json` holds, and everything else is made from it. Its schema is report.schema.json; the shapes of plans, exchanges
 * and verdicts are those of the folders they come from.
 */
import type { ContractId, Effect, SourceRef } from '../contracts/contract.ts';
import type { Plan, Slot } from '../generators/plan.ts';
import type { InvariantId, Level, Profile, VerdictKind } from '../specs/judgement.ts';
import type { RunEnd, RunHeader } from '../specs/recording.ts';
import type { Observation } from '../specs/verdict.ts';
import type { Waiver } from '../specs/waivers.ts';
import type { WaiverState } from '../specs/waivers-standing.ts';
import type { NotApplicable, Restoration, TargetDescription } from '../targets/target.ts';
import type { Exchange, Trouble } from '../targets/trace.ts';
import type { LadderRung } from './ladder.ts';
import type { ReportPact } from './pact/report-pact.ts';
import type { ReportRace } from './race.ts';

/** 0 all pass; 1 a must fails; 2 none fails but some are unknown; 4 restoration incomplete or our own crash. 3, a wrong call, leaves no report. */
export type ReportExitCode = 0 | 1 | 2 | 4;

/** Requests of one contract by what they were for. */
export interface RequestsSpent {
  readonly exploring: number;
  readonly races: number;
  /** Reaching the start states of both. */
  readonly setUp: number;
  /** Shrinking findings and replaying them, set-up included. */
  readonly confirming: number;
}

/** The run itself. */
export interface ReportRun {
  readonly id: string;
  readonly startedAt: string;
  /** 0 when the run was killed before it could say. */
  readonly durationMs: number;
  readonly seed: number;
  readonly profile: Profile;
  readonly argv: readonly string[];
  readonly complete: boolean;
  readonly stoppedBy: RunEnd['stoppedBy'];
  readonly exitCode: ReportExitCode;
  readonly plans: number;
  readonly requests: number;
  /** For exploring and races, which is what the budget binds. */
  readonly requestsByContract: Readonly<Record<ContractId, number>>;
  readonly requestsSpent: Readonly<Record<ContractId, RequestsSpent>>;
  readonly labels: Readonly<Record<string, string>>;
}

export interface ReportSummary {
  readonly verdict: 'pass' | 'fail' | 'unknown';
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly notApplicable: number;
  readonly waived: number;
}

export interface ReportFinding {
  /** Stable across runs: hash of contract, invariant, effect, class and kind of status. */
  readonly id: string;
  readonly effect: Effect;
  readonly class: string;
  readonly expected: string;
  readonly actual: string;
  readonly plan: Plan;
  /** Slots whose start state was not reached; absent: all were. */
  readonly missedStarts?: readonly Slot[];
  /** Every exchange of the smallest trace that shows it. */
  readonly exchanges: readonly Exchange[];
  /** Ids of the exchanges that prove it: first the offending request. */
  readonly proof: readonly number[];
  /** The maps around the offending request; empty where it ran beside others. */
  readonly ladder: readonly LadderRung[];
  /** The requests that ran side by side with the offending one; null when it ran alone. */
  readonly race: ReportRace | null;
  readonly curl: string;
  readonly replay: string;
  readonly reproduced: { readonly times: number; readonly of: number } | null;
  readonly groupedUnder: string | null;
  /** What accepts it beforehand, in words; absent when nothing does. */
  readonly waiver?: string;
}

/** A waiver as its file has it, and what became of it; `stale` and `expired` fail the run. */
export interface ReportWaiver extends Waiver {
  readonly state: WaiverState;
  /** One sentence: what was seen, and what to do. */
  readonly message: string;
}

export interface ReportVerdict {
  readonly contract: ContractId;
  readonly invariant: InvariantId;
  readonly level: Level;
  readonly claim: string;
  readonly sources: readonly SourceRef[];
  readonly verdict: VerdictKind;
  readonly reason: string;
  /** What a pass is worth, where that can be said in numbers; empty otherwise. */
  readonly note: string;
  readonly exercised: Readonly<Record<string, number>>;
  readonly needed: readonly string[];
  readonly waiver: string | null;
  readonly findings: readonly ReportFinding[];
}

export interface Report {
  readonly schemaVersion: 1;
  readonly tool: RunHeader['tool'];
  readonly run: ReportRun;
  readonly target: TargetDescription;
  readonly contracts: RunHeader['contracts'];
  /** Contracts that were not tried at all, and what they would need. */
  readonly notApplicable: readonly NotApplicable[];
  readonly summary: ReportSummary;
  readonly verdicts: readonly ReportVerdict[];
  readonly observations: readonly Observation[];
  readonly trouble: readonly Trouble[];
  readonly restoration: Restoration;
  /** Absent: no pacts were verified. */
  readonly pact?: ReportPact;
  /** What became of each waiver, in the order of their file; absent when none was given. */
  readonly waivers?: readonly ReportWaiver[];
}
