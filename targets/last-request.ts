/** A request that no step has made: it comes from outside, and is sent as it is in the state that a plan leads to. */
import type { Caller } from '../generators/plan.ts';
import { routeName, routePrefix } from './build-request.ts';
import type { WireRequest } from './dispatch.ts';
import type { PlanRun } from './plan-run.ts';
import { resourceOf } from './plan-run.ts';

/** The request, and whose token it gets. */
export interface LastRequest {
  /** Its path is relative to the main route of the lane. */
  readonly request: WireRequest;
  readonly caller: Caller;
  /** Every metadata key that it names, in its path or its body: noted in the journal before it is sent. */
  readonly keys: readonly string[];
}

/** Send it as the subject's; what it does to the map is not known afterwards. */
export async function sendLast(run: PlanRun, { request, caller, keys }: LastRequest): Promise<void> {
  const [route] = run.setup.routes;
  for (const key of keys) run.named.add(key);
  resourceOf(run, 'subject').lastKnown = null;
  await run.dispatch({
    request: { ...request, path: routePrefix(route) + request.path }, repeat: 'refused',
    label: { role: 'step', stepIndex: run.plan.steps.length, slot: 'subject', caller, route: routeName(route) },
  });
}
