/**
 * A trace: everything that was sent and answered for one plan, in order of the calls. Recorded by targets/, judged by specs/; nothing here decides
 * whether an answer is right.
 */
import type { ContractId } from '../contracts/contract.ts';
import type { Caller, Plan, Slot } from '../generators/plan.ts';

/** A body as recorded: text when it is well-formed UTF-8, base64 otherwise. `truncated` when the answer was longer than we keep. */
export interface Body {
  readonly text?: string;
  readonly base64?: string;
  readonly truncated?: boolean;
}

/** What went wrong between us and the target: never the target's violation. */
export type TroubleKind =
  | 'refused' | 'dns' | 'tls' | 'timeout' | 'reset' | 'half-answer' | 'too-long-answer' | 'not-http' | 'redirect' | 'gateway'
  | 'rate-limited' | 'unavailable' | 'token-expired' | 'busy';

export interface Trouble {
  readonly kind: TroubleKind;
  /** One sentence without secrets. */
  readonly message: string;
}

export interface SentRequest {
  readonly method: string;
  /** Path and query exactly as on the wire. Ids of projects and resources stand as they were sent. */
  readonly path: string;
  /** In sending order; secrets redacted. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Body | null;
}

export interface ReceivedResponse {
  readonly status: number;
  /** Names lower-cased, in order, repeated ones repeated; secrets redacted. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Body;
}

/**
 * Why an exchange was made. `start`: reaching the start state; `step`: the plan's own step; `after`: read back by the recorder after a step
 * (its `stepIndex` is that step's); `settle`: a further read because the first did not show what was written; `recover`: wait, retry.
 */
export type Role = 'start' | 'step' | 'after' | 'settle' | 'recover';

/** One request and its answer. Retries are exchanges of their own. */
export interface Exchange {
  /** Number within the trace, from 0 in order of `calledAtMs`. */
  readonly id: number;
  readonly role: Role;
  /** Index into the plan's steps; for a concurrent step, `branch` and `branchStep` say which. -1 for `start`. */
  readonly stepIndex: number;
  readonly branch?: number;
  readonly branchStep?: number;
  readonly slot: Slot;
  readonly caller: Caller;
  /** The route the request took, as `version` + (`/{project}`), e.g. `/v2.1/{project}`; '' when the endpoint has no version. */
  readonly route: string;
  readonly request: SentRequest;
  readonly response: ReceivedResponse | null;
  readonly trouble: Trouble | null;
  /** Milliseconds since the trace began, monotonic: the closed interval of the call. */
  readonly calledAtMs: number;
  readonly returnedAtMs: number;
}

/** Who a slot was, as far as a judge needs it. */
export interface SlotBinding {
  /** Resource id as it stands in paths. */
  readonly resourceId: string;
  /** The most foreign keys that the slot's map had shown, since it was cleared, when the trace began; they are masked in every body. */
  readonly foreignKeys: number;
}

/** What was known of the target when the trace was recorded: what the judge may rely on, and nothing secret. */
export interface TargetFacts {
  /** The route of every request that no step sends another way, as exchanges name it. */
  readonly mainRoute: string;
  /** Version and project prefixes that may stand before a contract path, longest first, e.g. `/compute/v2.1/8f3c`, `/compute/v2.1`. */
  readonly prefixes: readonly { readonly prefix: string; readonly route: string; readonly projectId: string | null }[];
  /** Announced item limit; null when the service announces none (or -1). `undefined`-free: `announced` says which. */
  readonly maxItems: number | null;
  readonly maxItemsAnnounced: boolean;
  /** Microversion sent on every request unless a step says otherwise; null: no header. */
  readonly microversion: string | null;
  /** Highest microversion the target offers; null when unknown. */
  readonly maxMicroversion: string | null;
}

/** The exchanges of one plan. */
export interface Trace {
  readonly contract: ContractId;
  readonly plan: Plan;
  /** Why the plan was performed. `finding` is the id of the finding that was shrunk or replayed. */
  readonly purpose: { readonly kind: 'explore' } | { readonly kind: 'shrink' | 'replay'; readonly finding: string };
  readonly slots: Readonly<Partial<Record<Slot, SlotBinding>>>;
  readonly facts: TargetFacts;
  readonly exchanges: readonly Exchange[];
  /** Why the trace ended before the plan did; null when it did not. */
  readonly cutShort: Trouble | null;
  /** Slots whose start state was not reached: the steps were performed on what was there. Absent: all were reached. */
  readonly missedStarts?: readonly Slot[];
}
