/** What a vitest worker gets to know of a run: one ready-made test per contract and invariant, in words, without secrets. */
import type { InvariantId, VerdictKind } from './judgement.ts';
import type { ContractId } from '../contracts/contract.ts';

/** What Allure is told of a test besides its outcome. */
export interface AllureFacts {
  /** Shown above everything else, as Markdown. */
  readonly description: string;
  readonly labels: readonly { readonly name: string; readonly value: string }[];
  readonly links: readonly { readonly url: string; readonly name: string; readonly type: string }[];
  /** Plain texts. */
  readonly attachments: readonly { readonly name: string; readonly text: string }[];
}

export interface PresentedTest {
  readonly contract: ContractId;
  readonly invariant: InvariantId;
  readonly verdict: VerdictKind;
  /** Failure text for `fail` and `unknown`, the waiver for `waived`, the reason for `not-applicable`; empty for `pass`. */
  readonly message: string;
  readonly allure: AllureFacts;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Set by the second of the two global setups; absent when the engine did not get that far. */
    metaconformTests: readonly PresentedTest[];
  }
}
