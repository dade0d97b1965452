import type { Contract } from '../contracts/contract.ts';
import { findInvariants } from '../specs/invariants.ts';
import { judgeTrace } from '../specs/judge-trace.ts';
import type { TraceJudgement } from '../specs/judge-trace.ts';
import type { Invariant, Profile } from '../specs/judgement.ts';
import type { Trace } from '../targets/trace.ts';

/** What a trace is judged by. */
export interface JudgeOptions {
  /** `de-facto` (the default): what was chosen where documents are silent obliges, too; `documented`: only what they say. */
  readonly profile?: Profile;
  /** Default: all invariants; those that do not apply to the contract say nothing. */
  readonly invariants?: readonly Invariant[];
}

/**
 * Judges one trace by every invariant that applies to its contract. Asks nobody; the same trace and contract give the same judgement.
 * @param contract the one that the trace names.
 * @returns what was exercised, the findings, and what could not be decided.
 * @throws {RangeError} when the trace is of another contract.
 */
export async function judge(trace: Trace, contract: Contract, { profile = 'de-facto', invariants }: JudgeOptions = {}): Promise<TraceJudgement> {
  if (trace.contract !== contract.id) throw new RangeError(`judge(): expected a trace of the contract ${contract.id}, got one of ${trace.contract}. Load the contract that the trace names.`);
  return judgeTrace(trace, contract, invariants ?? await findInvariants(), profile);
}
