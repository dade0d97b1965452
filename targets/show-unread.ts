/** What is done where an original cannot be read though the target answers: the answer goes into the trace, so that it is judged, and the plan says which it was. */
import type { Slot } from '../generators/plan.ts';
import { buildRequest, routeName } from './build-request.ts';
import type { Outcome, WireRequest } from './dispatch.ts';
import { isEmptyAt, mapAt } from './json-map.ts';
import { mapRead, operationOf } from './operations.ts';
import { readMap } from './plan-run.ts';
import type { PlanRun } from './plan-run.ts';
import { CutShort } from './recorder.ts';
import type { PhysicalResource } from './resource.ts';

function readOf({ setup }: PlanRun, resource: PhysicalResource): WireRequest {
  const step = { op: 'read', view: 'map', slot: 'subject' } as const;
  return buildRequest(setup.contract, operationOf(setup.contract, step) ?? mapRead(setup.contract), step, resource.id, setup.routes[0]);
}

function look({ setup }: PlanRun, slot: Slot, request: WireRequest): Promise<Outcome> {
  return setup.dispatch({ request, repeat: 'read', label: { role: 'start', stepIndex: -1, slot, caller: 'owner', route: routeName(setup.routes[0]) } });
}

/**
 * Look again at the maps of a lane that keep a plan from beginning, as they could not be read. What an answer holds in place of a map is somebody's own, so it is recorded
 * only where it holds nothing, and where the plan is about that resource.
 * @param slots those that the plan is about.
 * @returns what to end the plan with: the cause as it was where every map can be read by now, or no answer was had.
 */
export async function showUnread(run: PlanRun, slots: readonly Slot[], cause: CutShort): Promise<CutShort> {
  const pointer = mapRead(run.setup.contract).responseMap ?? '';
  for (const [slot, resource] of Object.entries(run.setup.resources) as [Slot, PhysicalResource][]) {
    if (resource.original !== null) continue;
    const request = readOf(run, resource);
    const { answer, trouble } = await look(run, slot, request);
    if (answer === null || trouble !== null || (answer.status === 200 && mapAt(answer.body, pointer) !== null)) continue;
    if (answer.status === 200 && isEmptyAt(answer.body, pointer) && slots.includes(slot)) await readMap(run, slot, 'start', -1);
    const what = answer.status === 200 ? `status 200 and no JSON object at ${pointer}` : `status ${answer.status}`;
    return new CutShort({ kind: 'busy', message: `The original metadata could not be read, so nothing is written to the resource: ${request.method} ${request.path} was answered with ${what}.` });
  }
  return cause;
}
