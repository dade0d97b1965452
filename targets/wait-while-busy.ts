/** Waits while a resource is busy with a task of its own: a refusal then says nothing of the request. */
import { setTimeout as sleep } from 'node:timers/promises';
import { resolvePointer } from '../contracts/json-pointer.ts';
import type { Slot } from '../generators/plan.ts';
import type { Outcome } from './dispatch.ts';
import { jsonOf } from './json-map.ts';
import { send } from './plan-run.ts';
import type { PlanRun } from './plan-run.ts';
import { resourceRead } from './operations.ts';

const DEADLINE_MS = 30_000;
const POLL_MS = 250;

async function isBusy(run: PlanRun, slot: Slot, pointer: string, stepIndex: number): Promise<boolean> {
  const outcome = await send(run, { op: 'read', view: 'resource', slot }, { role: 'recover', stepIndex }, 'read');
  const task = outcome.answer?.status === 200 ? resolvePointer(jsonOf(outcome.answer.body), pointer) : null;
  return task !== null && task !== undefined;
}

/**
 * After a 409, look whether the resource shows a task under way, and wait for its end. One that is idle by then may have been busy before; not so where a plan
 * has put it into a state that refuses.
 * @returns whether the request is worth sending again.
 */
export async function waitWhileBusy(run: PlanRun, slot: Slot, outcome: Outcome, stepIndex: number): Promise<boolean> {
  const pointer = run.setup.contract.preconditions?.busy ?? null;
  if (outcome.answer?.status !== 409 || pointer === null || resourceRead(run.setup.contract) === null) return false;
  if (!(await isBusy(run, slot, pointer, stepIndex))) return run.outstanding.length === 0;
  const deadline = performance.now() + DEADLINE_MS;
  while (performance.now() < deadline) {
    await sleep(POLL_MS);
    if (!(await isBusy(run, slot, pointer, stepIndex))) return true;
  }
  return false;
}
