/** How far a run is: a snapshot, told by the engine whenever it changes, so that a listener may drop any of them. */
export interface RunProgress {
  readonly phase: 'preflight' | 'exploring' | 'shrinking' | 'restoring' | 'judging';
  /** The contract at work; null when it is about the whole run. */
  readonly contract: string | null;
  /** Plans performed so far. */
  readonly plans: number;
  readonly requests: number;
  /** Cells exercised and cells needed, over all contracts; `needed` is 0 until it is known. */
  readonly cells: { readonly exercised: number; readonly needed: number };
  readonly findings: number;
}
