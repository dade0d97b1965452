/**
 * A {@link Comparison} is what `compare.json` holds: what changed at a target from one run to another. Its schema is comparison.schema.json. The table, the page and the
 * Markdown are made from it and from nothing else.
 */
import type { ContractId, Effect, SourceRef } from '../../contracts/contract.ts';
import type { InvariantId, Level, Profile, VerdictKind } from '../../specs/judgement.ts';
import type { Report, ReportSummary } from '../report.ts';

/**
 * What became of one invariant on one contract. `regressed`: it held before and is broken now. `new`: judged only now. `gone`: judged only before. `undecided`: one run
 * could not decide, so nobody knows whether it changed. `waived`: broken now, under a waiver, and not before.
 */
export const CHANGES = ['regressed', 'fixed', 'new', 'gone', 'still-failing', 'waived', 'undecided', 'unchanged'] as const;
export type Change = (typeof CHANGES)[number];

/** A run as a comparison names it. */
export interface ComparedRun {
  readonly id: string;
  readonly startedAt: string;
  readonly version: string;
  readonly seed: number;
  readonly profile: Profile;
  readonly complete: boolean;
  readonly requests: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly target: Pick<Report['target'], 'name' | 'endpoint' | 'kind' | 'release' | 'microversions' | 'cloud'>;
  readonly contracts: readonly { readonly id: ContractId; readonly sha256: string }[];
  readonly summary: ReportSummary;
}

/** A finding of one of the two runs, without its evidence: that stands in the report of the run. */
export interface ComparedFinding {
  readonly id: string;
  readonly effect: Effect;
  readonly class: string;
  readonly expected: string;
  readonly actual: string;
  /** Id of the finding of the same run that says the same cause better. */
  readonly groupedUnder: string | null;
}

export interface ComparedSide {
  readonly verdict: VerdictKind;
  readonly reason: string;
  /** Whether its findings all have their cause elsewhere in the same run. */
  readonly isConsequence: boolean;
}

export interface ComparedVerdict {
  readonly contract: ContractId;
  readonly invariant: InvariantId;
  readonly claim: string;
  readonly level: Level;
  readonly sources: readonly SourceRef[];
  readonly change: Change;
  /** Why it was put there, in a sentence; empty where the two verdicts say it. */
  readonly because: string;
  /** Null: the run has no such row. */
  readonly before: ComparedSide | null;
  readonly after: ComparedSide | null;
  readonly appeared: readonly ComparedFinding[];
  readonly vanished: readonly ComparedFinding[];
  readonly stayed: readonly ComparedFinding[];
}

/** Something the target does where nothing obliges it, and does in another way now. */
export interface DialectChange {
  readonly contract: ContractId;
  readonly id: string;
  readonly claim: string;
  readonly before: string;
  readonly after: string;
  readonly sources: readonly SourceRef[];
}

/** Something that only one of the two runs came to see: no change of the target can be told from it. */
export interface OneSided {
  readonly contract: ContractId;
  readonly id: string;
  readonly claim: string;
  readonly outcome: string;
}

export interface Comparison {
  readonly schemaVersion: 1;
  readonly tool: Report['tool'];
  readonly before: ComparedRun;
  readonly after: ComparedRun;
  /** `regressed` when any verdict did; else `changed` when a verdict or the dialect did; else `same`. */
  readonly outcome: 'regressed' | 'changed' | 'same';
  readonly counts: Readonly<Record<Change, number>>;
  /** What would have forbidden the comparison, had the caller not insisted; empty: nothing. */
  readonly obstacles: readonly string[];
  /** What a reader should know of the two runs before trusting the rest. */
  readonly notes: readonly string[];
  /** All rows of both runs, those that changed first. */
  readonly verdicts: readonly ComparedVerdict[];
  readonly dialect: { readonly changed: readonly DialectChange[]; readonly onlyBefore: readonly OneSided[]; readonly onlyAfter: readonly OneSided[]; readonly same: number };
}
