/**
 * A recording is what `trace.ndjson` holds: one JSON object a line, written while the run goes on. Everything a report says is a pure function of these
 * lines and of the contracts they name, so that `rejudge` is that function.
 */
import type { ContractId } from '../contracts/contract.ts';
import type { NotApplicable, Restoration, TargetDescription } from '../targets/target.ts';
import type { Trace, Trouble } from '../targets/trace.ts';
import type { Profile } from './judgement.ts';
import type { PactVerification } from './pact/pact-verification.ts';
import type { Accepted } from './waivers.ts';

export interface RunHeader {
  readonly type: 'run';
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'metaconform'; readonly version: string };
  readonly id: string;
  readonly startedAt: string;
  readonly seed: number;
  readonly profile: Profile;
  /** Redacted. */
  readonly argv: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly target: TargetDescription;
  readonly contracts: readonly { readonly id: ContractId; readonly sha256: string; readonly documents: readonly { readonly id: string; readonly sha256: string | null }[] }[];
  readonly notApplicable: readonly NotApplicable[];
  /** What each contract's lane could do: a caller or slot that is missing makes invariants not applicable rather than unknown. */
  readonly lanes: readonly {
    readonly contract: ContractId;
    readonly slots: readonly string[];
    readonly callers: readonly string[];
    readonly sacrificial: boolean;
    readonly routes: readonly string[];
    /** What its read operations show: `map`, `item`, `resource`. */
    readonly views: readonly string[];
    readonly maxItems: number | null;
    readonly maxMicroversion: string | null;
  }[];
  /** Invariants or contracts the run was limited to, by `--only`; null: all. */
  readonly only: readonly string[] | null;
  /** The run wrote nothing; absent: it was free to. */
  readonly readOnly?: true;
  /** What the caller accepts beforehand; absent: nothing. */
  readonly accepted?: Accepted;
}

export interface RunEnd {
  readonly type: 'end';
  readonly durationMs: number;
  /** False after Ctrl-C, a spent budget or a crash. */
  readonly complete: boolean;
  /** Why it is not complete; null when it is. */
  readonly stoppedBy: 'interrupt' | 'request-budget' | 'time-budget' | 'lost-target' | 'crash' | null;
  readonly requests: { readonly total: number; readonly byContract: Readonly<Record<ContractId, number>>; readonly preflight: number; readonly restore: number };
  readonly trouble: readonly Trouble[];
  readonly restoration: Restoration;
}

/** What verifying pacts gave: beside a run, or alone. A later one takes the place of an earlier one. */
export interface PactLine {
  readonly type: 'pact';
  readonly pact: PactVerification;
}

export type RecordingLine = RunHeader | { readonly type: 'trace'; readonly trace: Trace } | RunEnd | PactLine;

export interface Recording {
  readonly header: RunHeader;
  readonly traces: readonly Trace[];
  /** Null when the run was killed before it could end. */
  readonly end: RunEnd | null;
  /** Absent: no pacts were verified. */
  readonly pact?: PactVerification;
}
