/**
 * specs/ answers: what must hold. May import from contracts/, generators/ and targets/.
 *
 * The words of judging: an {@link Invariant} is a pure predicate over a trace and a contract. It says which {@link Cell}s the trace exercised
 * and gives {@link Finding}s. It does no I/O.
 */
import type { Contract, ContractId, Effect, JsonPointer } from '../contracts/contract.ts';
import type { Plan } from '../generators/plan.ts';
import type { Trace } from '../targets/trace.ts';

/** An invariant's id: its file name. It states the truth claimed, and is never reused. */
export type InvariantId = string;

/** What a cell or finding is about: an effect of the contract. */
export type Cell = `${Effect}/${string}`;

/** The outcome of one invariant on one contract: a closed union, always shown together. */
export const VERDICTS = ['pass', 'fail', 'unknown', 'not-applicable', 'waived'] as const;
export type VerdictKind = (typeof VERDICTS)[number];

/** `must`: the target breaks a promise. `observation`: recorded, without a verdict. */
export type Level = 'must' | 'observation';
export type Profile = 'de-facto' | 'documented';

/** One thing a trace shows that an invariant forbids, as data; only reports/ makes sentences of it. */
export interface Finding {
  readonly effect: Effect;
  /** Class of key, value, body or address: what distinguishes the input. */
  readonly class: string;
  /** The constraint it rests on; its origin gives the level. `null`: a must whatever the profile (5xx, state changed by a refusal). */
  readonly constraint: JsonPointer | null;
  readonly expected: string;
  readonly actual: string;
  /** Exchanges of the trace that show it: first the offending request, then what proves it. */
  readonly exchanges: readonly number[];
  /** An observation whatever the profile: nothing promises it. */
  readonly observed?: true;
  /** Kind of status of the offending answer: `2xx`, `4xx`, `5xx` or `none`. */
  readonly statusKind: string;
}

/** What one invariant makes of one trace. */
export interface Judgement {
  readonly exercised: readonly Cell[];
  readonly findings: readonly Finding[];
  /** What the trace could not decide, and why (an unanswered write, a search that gave up). */
  readonly undecided: readonly string[];
}

/** What the other traces of a run teach about the resources of a contract. */
export interface Learnt {
  /** Members of the resource that were seen to move while nothing was written. */
  readonly restless: ReadonlySet<string>;
}

/** Nothing is known but the trace itself. */
export const NOTHING_LEARNT: Learnt = { restless: new Set() };

/** A finding that no replay showed again, with what there is to weigh it by. */
export interface Unrepeated {
  readonly finding: IdentifiedFinding;
  /** How many replays did not show it. */
  readonly replays: number;
  /** The traces that show it, in the order of the run. */
  readonly sightings: readonly Trace[];
  /** All traces of the contract, in the order of the run. */
  readonly traces: readonly Trace[];
  readonly contract: Contract;
  readonly learnt: Learnt;
}

/** An invariant: one file in specs/invariants/, found by scanning it. */
export interface Invariant {
  readonly id: InvariantId;
  /** One sentence: the truth claimed. */
  readonly claim: string;
  /** Ids in the semantics catalogue that it covers, for readers of the reports: `MERGE-UNTOUCHED`. */
  readonly covers: readonly string[];
  /** The constraints it rests on, resolved for one contract: what a report shows as its sources. */
  readonly restsOn: (contract: Contract) => readonly JsonPointer[];
  /** The cells that must be exercised before a pass is a pass; empty: the invariant does not apply to this contract. */
  readonly needs: (contract: Contract) => readonly Cell[];
  /**
   * How well its findings say a cause: of several about one request the one with the highest number speaks, the others are grouped under it. From 0 (symptom) to
   * 100 (cause), 50 when absent.
   */
  readonly speaks?: number;
  readonly judge: (trace: Trace, contract: Contract, learnt?: Learnt) => Judgement;
  /** Why a finding that no replay showed again may be nobody's fault; null when it stands all the same. Absent: every finding stands. */
  readonly doubts?: (unrepeated: Unrepeated) => string | null;
  /** A plan that only reads, performed before findings are confirmed: what moves in it moves by itself. Absent: none is needed. */
  readonly control?: (contract: Contract) => Plan;
  /** What a pass over these traces is worth, in numbers. */
  readonly note?: (traces: readonly Trace[], contract: Contract) => string;
}

/** A finding with its stable identity. */
export interface IdentifiedFinding extends Finding {
  /** hash(contract, invariant, effect, class, kind of status), 12 hex digits. */
  readonly id: string;
  readonly contract: ContractId;
  readonly invariant: InvariantId;
  readonly level: Level;
}
