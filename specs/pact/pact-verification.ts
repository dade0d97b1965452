/** What verifying pacts gave, as it stands in `trace.ndjson` and, with more for readers, in `report.json`. */
import type { ContractId } from '../../contracts/contract.ts';
import type { InteractionKind } from '../../contracts/pact/interaction.ts';
import type { FileState } from '../../targets/pact/pact-file.ts';
import type { PactMismatch } from '../../targets/pact/verifier-messages.ts';
import type { Restoration } from '../../targets/target.ts';
import type { Exchange, Trouble } from '../../targets/trace.ts';

/** The verdicts of interactions: those of invariants, but for the waived one. */
export type PactVerdict = 'pass' | 'fail' | 'unknown' | 'not-applicable';

/** One interaction. */
export interface VerifiedInteraction {
  readonly description: string;
  /** What it shows; null in pacts that are not ours. */
  readonly kind: InteractionKind | null;
  readonly states: readonly FileState[];
  readonly verdict: PactVerdict;
  /** Why it is unknown or not applicable; empty otherwise. */
  readonly reason: string;
  /** Empty unless it fails. */
  readonly mismatches: readonly PactMismatch[];
  /** The request and its answer where the verdict is a failure or unknown; null otherwise, and where nothing was sent. */
  readonly exchange: Exchange | null;
}

/** One pact. */
export interface VerifiedPact {
  readonly consumer: string;
  readonly provider: string;
  /** Where it came from: a file name or a URL. */
  readonly from: string;
  /** The contract through which the target was reached. */
  readonly contract: ContractId;
  /** Who may write there is an administrator: its requests bear that token. */
  readonly ownerIsAdmin: boolean;
  readonly interactions: readonly VerifiedInteraction[];
}

export interface PactCounts {
  /** `fail` when anything fails, else `unknown` when anything is unknown or nothing passed, else `pass`. */
  readonly verdict: 'pass' | 'fail' | 'unknown';
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly notApplicable: number;
}

/** One verification of some pacts. */
export interface PactVerification {
  readonly startedAt: string;
  readonly durationMs: number;
  /** Name and version of the Pact library. */
  readonly library: string;
  readonly summary: PactCounts;
  readonly requests: number;
  readonly pacts: readonly VerifiedPact[];
  readonly trouble: readonly Trouble[];
  readonly restoration: Restoration;
}

/** How interactions came out, in numbers. */
export function countPacts(pacts: readonly Pick<VerifiedPact, 'interactions'>[]): PactCounts {
  const verdicts = pacts.flatMap(({ interactions }) => interactions.map(({ verdict }) => verdict));
  const count = (wanted: PactVerdict): number => verdicts.filter((verdict) => verdict === wanted).length;
  const [pass, fail, unknown] = [count('pass'), count('fail'), count('unknown')];
  return { verdict: fail > 0 ? 'fail' : unknown > 0 || pass === 0 ? 'unknown' : 'pass', pass, fail, unknown, notApplicable: count('not-applicable') };
}
