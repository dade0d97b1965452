/** A lane with all that performing on it needs: where, whose, and over which connection. */
import type { Contract } from '../contracts/contract.ts';
import type { Route, Slot } from '../generators/plan.ts';
import type { BoundRoute } from './build-request.ts';
import { routeName, routePrefix } from './build-request.ts';
import type { Dispatch } from './dispatch.ts';
import type { PhysicalResource } from './resource.ts';
import type { Lane } from './target.ts';
import type { TargetFacts } from './trace.ts';

/** What performing has taught about a lane, in a row up to now. */
export interface LaneHabits {
  /** Start states that were not reached. */
  missedStarts: number;
  /** Second looks after a write that showed nothing new. */
  vainLooks: number;
}

export interface LaneSetup {
  readonly lane: Lane;
  /** The contract as it can be tried here: without a resource view that does not answer. */
  readonly contract: Contract;
  readonly origin: string;
  readonly routes: readonly [BoundRoute, ...BoundRoute[]];
  readonly resources: Readonly<Partial<Record<Slot, PhysicalResource>>>;
  readonly facts: TargetFacts;
  /** The lane's own connections, counted but neither paced nor recorded. */
  readonly dispatch: Dispatch;
  readonly habits: LaneHabits;
}

/** The route a step asked for, or the main one when it is unknown here. */
export function routeFor(setup: LaneSetup, wanted: Route | undefined): BoundRoute {
  const match = wanted === undefined ? undefined : setup.routes.find(({ version, projectId }) => version === wanted.version && (projectId !== null) === wanted.project);
  return match ?? setup.routes[0];
}

/** The prefixes a judge needs to read paths, the longest first. */
export function prefixesOf(routes: readonly BoundRoute[]): TargetFacts['prefixes'] {
  return routes.map((route) => ({ prefix: routePrefix(route), route: routeName(route), projectId: route.projectId }))
    .toSorted((left, right) => right.prefix.length - left.prefix.length);
}
