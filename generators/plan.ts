/**
 * generators/ answers: what we send. May import from contracts/.
 *
 * A {@link Plan} is pure data: it names slots, a start state and steps. fast-check shrinks it, the target performs it, a report prints it.
 */
import type { ContractId, Effect } from '../contracts/contract.ts';

/** A JSON value as sent. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** One pair of a map as it is written into a request: a list, so that order and duplicates can be said. */
export type Entry = readonly [key: string, value: JsonValue];

/** Which resource a step speaks to: `subject` is the one under trial, `bystander` must not notice. */
export type Slot = 'subject' | 'bystander';

/** Whose token the request carries. `owner`: who may write (the administrator where a contract needs one); `member`: the plain user of such a contract. */
export type Caller = 'owner' | 'admin' | 'reader' | 'stranger' | 'member' | 'nobody' | 'bad-token';

/** Plan families; the order is the order of a run. */
export const FAMILIES = [
  'history', 'boundary', 'near-miss', 'addressing', 'bystander', 'protocol', 'access', 'state', 'version', 'concurrency',
] as const;
export type Family = (typeof FAMILIES)[number];

/**
 * One deviation from the plain request of a step; a step carries at most a few. Everything that is not named stays as the contract has it.
 * The judge never sees twists: it reads the bytes that were sent.
 */
export type Twist =
  /** Body text instead of the JSON of the entries; `{map}` in it is replaced by the JSON of the entries. */
  | { readonly kind: 'body-text'; readonly text: string }
  /** Body bytes, base64. */
  | { readonly kind: 'body-bytes'; readonly base64: string }
  /** No body at all (no Content-Length, no Content-Type). */
  | { readonly kind: 'no-body' }
  /** The body is sent with chunked transfer coding and without Content-Length. */
  | { readonly kind: 'chunked' }
  /** The map is put at another pointer: `''` bare, `/metadata` for `/meta`, `/add_metadata/metadata` ... */
  | { readonly kind: 'envelope'; readonly pointer: string }
  /** A member is added at the top level of the body. */
  | { readonly kind: 'extra-member'; readonly name: string; readonly value: JsonValue }
  /** Non-ASCII characters of the body are written as \u escapes. */
  | { readonly kind: 'ascii-escapes' }
  /** A header is set, or removed when null. */
  | { readonly kind: 'header'; readonly name: string; readonly value: string | null }
  | { readonly kind: 'method'; readonly method: string }
  /** The key segment of the URL exactly as given, not encoded by us. */
  | { readonly kind: 'raw-key'; readonly segment: string }
  /** Text appended to the raw path (`/`, `.json`, `?x=1`). */
  | { readonly kind: 'path-suffix'; readonly suffix: string }
  /** The path begins with a second slash. */
  | { readonly kind: 'double-slash' }
  /** Another resource id. */
  | { readonly kind: 'resource-id'; readonly id: string }
  /** Another project id in the path (only on routes that carry one). */
  | { readonly kind: 'project-id'; readonly id: string }
  | { readonly kind: 'microversion'; readonly version: string };

/** A version prefix and whether the project id follows: one of the ways to reach the same resource. */
export interface Route {
  readonly version: string;
  readonly project: boolean;
}

interface StepBase {
  readonly slot: Slot;
  readonly caller?: Caller;
  /** The route to take; absent: the target's main route. */
  readonly route?: Route;
  readonly twists?: readonly Twist[];
  /**
   * The map need not be read after this step: the next read speaks for it. `refused`: only when it was refused; `always`: also when it was accepted, so that the
   * model has to say what it found and left. Absent: it is read.
   */
  readonly readLater?: 'refused' | 'always';
}

/** One thing to do. The contract turns it into HTTP. */
export type Step =
  | (StepBase & { readonly op: 'merge' | 'replace'; readonly entries: readonly Entry[] })
  /** `urlKey` addresses, `entries` is the one-pair map of the body (of another size or key in a near miss). */
  | (StepBase & { readonly op: 'upsert'; readonly urlKey: string; readonly entries: readonly Entry[] })
  | (StepBase & { readonly op: 'remove'; readonly urlKey: string })
  | (StepBase & { readonly op: 'read'; readonly view: 'map' | 'resource' })
  | (StepBase & { readonly op: 'read-item'; readonly urlKey: string })
  /** A state action of the contract, done and waited for; `undo` takes it back. */
  | (StepBase & { readonly op: 'action'; readonly action: string; readonly undo: boolean })
  /** Branches start together, each is sequential; `after` of all is read when all have answered. */
  | { readonly op: 'concurrent'; readonly branches: readonly (readonly Step[])[] };

/** What one trace is made from. */
export interface Plan {
  readonly contract: ContractId;
  readonly family: Family;
  /** Which plan of its family: `(seed, contract, family, index)` makes it again. Plans of the enumerated list have `listed: true` and ignore the seed. */
  readonly index: number;
  readonly listed: boolean;
  /** One line for people: what it is after. */
  readonly title: string;
  /** Start state per slot in use; every plan starts from a state it names. */
  readonly start: Readonly<Partial<Record<Slot, readonly Entry[]>>>;
  readonly steps: readonly Step[];
  /** Needs a resource that may be disturbed (`--sacrificial`, provisioned, or of the embedded reference cloud). */
  readonly hazardous: boolean;
}

/** The effect a step is meant to have; the judge works from the bytes instead. */
export function effectOf(step: Exclude<Step, { op: 'concurrent' | 'action' }>): Effect {
  return step.op === 'read-item' ? 'read' : step.op;
}
