/** What a generator must know of the place a plan will run at. */
import type { Caller, Route, Slot } from './plan.ts';

/** The part of a target's lane that decides which plans make sense there; a lane satisfies it as it is. */
export interface PlanContext {
  /** Slots that are bound to a resource; without `bystander` there are no bystander plans. */
  readonly slots: readonly Slot[];
  /** Callers whose credentials were supplied. */
  readonly callers: readonly Caller[];
  /** The resource may be disturbed: hazardous plans are made only when this is true. */
  readonly sacrificial: boolean;
  /** Ways to reach the resource; the first is the main route. */
  readonly routes: readonly Route[];
  /** Announced item limit; null: none is announced, and the contract's own limit counts. */
  readonly maxItems: number | null;
  /** Highest microversion offered, e.g. `2.93`; null: unknown. */
  readonly maxMicroversion: string | null;
}
