/** What a vitest worker gets to know of a run: one ready-made test per contract and invariant, in words, without secrets. */
import type { InvariantId, VerdictKind } from './judgement.ts';
import type { ContractId } from '../contracts/contract.ts';

export interface PresentedTest {
  readonly contract: ContractId;
  readonly invariant: InvariantId;
  readonly verdict: VerdictKind;
  /** Failure text for `fail` and `unknown`, the waiver for `waived`, the reason for `not-applicable`; empty for `pass`. */
  readonly message: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Set by the second of the two global setups; absent when the engine did not get that far. */
    metaconformTests: readonly PresentedTest[];
  }
}
