/**
 * targets/ answers: where it goes. May import from contracts/ and generators/.
 *
 * A {@link Target} performs plans and records traces. It decides nothing about right or wrong.
 */
import type { Contract, ContractId } from '../contracts/contract.ts';
import type { Caller, Plan, Slot } from '../generators/plan.ts';
import type { LastRequest } from './last-request.ts';
import type { Trace, Trouble } from './trace.ts';

/** A contract that can be tried here, and with what. Lanes that share `resource` are one physical resource and never run side by side. */
export interface Lane {
  readonly contract: Contract;
  /** Identity of the physical resource: service type, noun, id. */
  readonly resource: string;
  /** What stands before the contract's paths on the main route: `https://host/v2.1`. */
  readonly endpoint: string;
  readonly slots: readonly Slot[];
  /** The id of each slot's resource. */
  readonly resourceIds: Readonly<Partial<Record<Slot, string>>>;
  readonly callers: readonly Caller[];
  /** The resource may be disturbed: states, hazardous keys and classes. */
  readonly sacrificial: boolean;
  /** Versions and project forms that answered in the pre-flight; the first is the main route. */
  readonly routes: readonly { readonly version: string; readonly project: boolean }[];
  /** Announced item limit, null when none is announced. */
  readonly maxItems: number | null;
  /** Highest microversion offered, null when unknown. */
  readonly maxMicroversion: string | null;
}

/** `reference`: the embedded cloud; `in-process`: somebody's handler in this process, gone when it ends; `remote`: everything else. */
export type TargetKind = 'reference' | 'in-process' | 'remote';

/** What the pre-flight found; goes into the report as it is, so it holds no secret. */
export interface TargetDescription {
  readonly name: string;
  readonly endpoint: string;
  /** `recorded`: somebody else's traffic, which we have only seen. What it does not exercise is not applicable rather than unknown. */
  readonly kind: TargetKind | 'recorded';
  readonly release: string | null;
  readonly microversions: Readonly<Record<string, { readonly min: string; readonly max: string }>>;
  readonly cloud: string | null;
  readonly observedAt: string;
}

/** How restoring ended. `leftovers`: keys or resources of ours that are still there; `restored` less than `touched` leaves the journal open. */
export interface Restoration {
  readonly touched: number;
  readonly restored: number;
  readonly leftovers: number;
  /** What could not be put back and why, without original keys or values. */
  readonly problems: readonly string[];
}

/** A contract the caller asked for, or that was left out, and what it would need. */
export interface NotApplicable {
  readonly contract: ContractId;
  readonly reason: string;
}

export interface Target {
  readonly description: TargetDescription;
  readonly lanes: readonly Lane[];
  readonly notApplicable: readonly NotApplicable[];
  /**
   * Make sure that the named resources of lanes can be put back: each original goes into the journal and is written back as it is. Comes before the first plan; whoever leaves it
   * out relies on the contract's rules alone. Nothing on embedded and read-only targets.
   * @throws {TargetError} `not-restorable` when the target does not take back the map that it shows; nothing is changed then.
   */
  secure(lanes: readonly Lane[]): Promise<void>;
  /**
   * Perform a plan on a lane and record it. Never throws for what the target does; trouble is in the trace.
   * @param maxRequests the trace is cut short (trouble `busy`) before it would exceed this.
   * @param signal the trace is cut short as soon as this says so.
   */
  perform(lane: Lane, plan: Plan, purpose: Trace['purpose'], maxRequests: number, signal?: AbortSignal): Promise<Trace>;
  /**
   * Perform a plan and then, in the state it leads to, one request that somebody else has made; everything is recorded, journalled and undone as for any
   * plan. The request is the trace's last exchange with the step index after the plan's last; it is missing when the trace is cut short.
   */
  performRequest(lane: Lane, plan: Plan, last: LastRequest, purpose: Trace['purpose'], maxRequests: number): Promise<Trace>;
  /** Requests sent so far, by what they were for. */
  requests(): { readonly total: number; readonly byContract: Readonly<Record<ContractId, number>>; readonly preflight: number; readonly restore: number };
  /** Milliseconds that a read of the pre-flight took: their median. */
  readonly readMs: number;
  /** Trouble met so far, outside traces too. */
  trouble(): readonly Trouble[];
  /** Put back every touched resource, in every case, and close connections. */
  close(): Promise<Restoration>;
}
