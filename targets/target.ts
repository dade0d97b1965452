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

/** What the pre-flight found; goes into the report as it is, so it holds no secret. */
export interface TargetDescription {
  readonly name: string;
  readonly endpoint: string;
  /** `reference` for the embedded cloud, else `remote`. */
  readonly kind: 'reference' | 'remote';
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
  /** Trouble met so far, outside traces too. */
  trouble(): readonly Trouble[];
  /** Put back every touched resource, in every case, and close connections. */
  close(): Promise<Restoration>;
}
