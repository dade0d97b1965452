/** What the engine is run with, and what it tells while it runs. */
import type { ContractId } from '../contracts/contract.ts';
import type { Target } from '../targets/target.ts';
import type { Invariant } from './judgement.ts';
import type { Preflight } from './preflight/preflight.ts';
import type { RecordingLine, RunHeader } from './recording.ts';

/** What the user sees while a run goes on. */
export type ProgressEvent =
  /** First of all, before anything is written. */
  | { readonly kind: 'preflight'; readonly preflight: Preflight }
  /** Once, before anything is tried: what each contract may spend on exploring, races and parting plans. */
  | { readonly kind: 'begin'; readonly budgets: ReadonlyMap<ContractId, number>; readonly budgetTimeS: number | null }
  /** `requests` of the contract's budget are spent, or will not be; `sent` are all requests of the run so far, whatever they were for. */
  | { readonly kind: 'plan'; readonly contract: ContractId; readonly title: string; readonly requests: number; readonly sent: number }
  | { readonly kind: 'finding'; readonly contract: ContractId; readonly invariant: string; readonly class: string; readonly requests: number }
  | { readonly kind: 'shrinking'; readonly contract: ContractId; readonly finding: string }
  | { readonly kind: 'contract-over'; readonly contract: ContractId }
  | { readonly kind: 'restoring' };

export interface EngineOptions {
  readonly target: Target;
  readonly invariants: readonly Invariant[];
  readonly seed: number;
  readonly profile: RunHeader['profile'];
  /** Ids of contracts or invariants; null: all. */
  readonly only: readonly string[] | null;
  /** Requests per contract for exploring; races have half as many on top. Reaching start states, shrinking and restoring count apart. */
  readonly budgetRequests: number;
  readonly budgetTimeS: number | null;
  /** Stop a contract's exploration at its first must finding, and do not shrink: for measuring. Default false. */
  readonly stopAtFirst?: boolean;
  /** Default true; false leaves findings as they were sighted: for measuring. */
  readonly shrinks?: boolean;
  /** Perform only what reads. Default false. */
  readonly readOnly?: boolean;
  readonly header: Omit<RunHeader, 'type' | 'schemaVersion' | 'target' | 'lanes' | 'notApplicable' | 'contracts' | 'seed' | 'profile' | 'only' | 'readOnly'>;
  /** SHA-256 of documents by id, for the header. */
  readonly documentHashes: ReadonlyMap<string, string | null>;
  readonly sink: (line: RecordingLine) => void;
  readonly onProgress?: (event: ProgressEvent) => void;
  readonly signal: AbortSignal;
}
