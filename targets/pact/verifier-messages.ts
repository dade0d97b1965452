/** What the process of the verifier and ours say to each other. */

/** A pact to verify: a file, where the provider is and where its states are set. */
export interface VerifierJob {
  readonly provider: string;
  readonly file: string;
  readonly baseUrl: string;
  readonly stateUrl: string;
  /** Milliseconds that the provider may take for one answer. */
  readonly timeoutMs: number;
}

/** What the library said: its JSON, or that it did not get so far. */
export type VerifierWord = { readonly kind: 'results'; readonly json: string } | { readonly kind: 'crashed'; readonly message: string };

/** One difference between what a pact expects and what was answered. */
export interface PactMismatch {
  /** `StatusMismatch`, `BodyMismatch`, `HeaderMismatch`, ... as the library names it. */
  readonly type: string;
  /** Place in the body, or the header; empty where that says nothing. */
  readonly at: string;
  readonly expected: string;
  readonly actual: string;
  /** The library's own sentence. */
  readonly message: string;
}

/** What the library found for one interaction. */
export interface VerifierResult {
  readonly description: string;
  readonly ok: boolean;
  readonly mismatches: readonly PactMismatch[];
}
