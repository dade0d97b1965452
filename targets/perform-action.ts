/** Brings a resource into another state and back, and waits until it is there. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { StateAction, StatePrecondition } from '../contracts/contract.ts';
import { resolvePointer } from '../contracts/json-pointer.ts';
import type { Slot, Step } from '../generators/plan.ts';
import { fillPath, plainRequest, routeName, routePrefix } from './build-request.ts';
import type { Outcome } from './dispatch.ts';
import { jsonOf } from './json-map.ts';
import { resourceOf, send } from './plan-run.ts';
import type { PlanRun } from './plan-run.ts';
import { CutShort } from './recorder.ts';
import { wasInterrupted } from './retry.ts';

const DEADLINE_MS = 30_000;
const POLL_MS = 250;
const REPEATS = 3;

function busy(message: string): CutShort {
  return new CutShort({ kind: 'busy', message });
}

function findAction(run: PlanRun, id: string): { readonly action: StateAction; readonly precondition: StatePrecondition } {
  const precondition = run.setup.contract.preconditions;
  const action = precondition?.actions.find((candidate) => candidate.id === id);
  if (precondition === null || action === undefined) throw busy(`Contract ${run.setup.contract.id} has no state action ${id}.`);
  return { action, precondition };
}

async function readState(run: PlanRun, slot: Slot, precondition: StatePrecondition, stepIndex: number): Promise<string | null> {
  const outcome = await send(run, { op: 'read', view: 'resource', slot }, { role: 'recover', stepIndex }, 'read');
  const state = outcome.answer?.status === 200 ? resolvePointer(jsonOf(outcome.answer.body), precondition.pointer) : undefined;
  return typeof state === 'string' ? state : null;
}

async function waitFor(run: PlanRun, slot: Slot, precondition: StatePrecondition, wanted: string, stepIndex: number): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  while ((await readState(run, slot, precondition, stepIndex)) !== wanted) {
    if (performance.now() > deadline) throw busy(`The resource did not reach the state ${wanted} within ${DEADLINE_MS / 1000} s.`);
    await sleep(POLL_MS);
  }
}

async function postOnce(run: PlanRun, slot: Slot, action: StateAction, body: unknown, stepIndex: number): Promise<Outcome> {
  const [route] = run.setup.routes;
  const path = routePrefix(route) + fillPath(run.setup.contract, action.path, resourceOf(run, slot).id, null, '');
  return run.dispatch({
    request: plainRequest('POST', path, body), repeat: 'refused',
    label: { role: 'step', stepIndex, slot, caller: 'owner', route: routeName(route) },
  });
}

/** An action that was interrupted is asked for again: done twice it leads to the same state, and where the second is refused for that reason the state tells. */
async function post(run: PlanRun, slot: Slot, action: StateAction, body: unknown, stepIndex: number): Promise<void> {
  let outcome = await postOnce(run, slot, action, body, stepIndex);
  const interrupted = wasInterrupted(outcome);
  for (let repeats = 0; repeats < REPEATS && wasInterrupted(outcome); repeats += 1) outcome = await postOnce(run, slot, action, body, stepIndex);
  const status = outcome.answer?.status ?? 0;
  if (status >= 200 && status <= 299) return;
  if (interrupted && status === 409 && action.reaches !== null) return;
  throw busy(`The state action ${action.id} was not accepted (${status === 0 ? outcome.trouble?.kind : status}).`);
}

async function undo(run: PlanRun, { slot, action: id }: { readonly slot: Slot; readonly action: string }, stepIndex: number): Promise<void> {
  const { action, precondition } = findAction(run, id);
  const at = run.outstanding.findLastIndex((done) => done.action === id && done.slot === slot);
  const wanted = run.outstanding[at]?.before ?? null;
  await post(run, slot, action, action.undo, stepIndex);
  if (action.reaches !== null && wanted !== null) await waitFor(run, slot, precondition, wanted, stepIndex);
  if (at >= 0) run.outstanding.splice(at, 1);
  await run.states.back(slot, id);
}

/** Perform a state action, or take it back, and wait for the state it reaches. @throws {CutShort} when the state is not reached. */
export async function performAction(run: PlanRun, step: Extract<Step, { op: 'action' }>, stepIndex: number): Promise<void> {
  if (step.undo) {
    await undo(run, step, stepIndex);
    return;
  }
  const { action, precondition } = findAction(run, step.action);
  const before = await readState(run, step.slot, precondition, stepIndex);
  await run.states.away(step.slot, action.id, before);
  run.outstanding.push({ slot: step.slot, action: action.id, before });
  await post(run, step.slot, action, action.body, stepIndex);
  if (action.reaches !== null) await waitFor(run, step.slot, precondition, action.reaches, stepIndex);
}

/** Take back what a plan has left undone, the last first. Trouble is no reason to leave the next one. */
export async function undoOutstanding(run: PlanRun, stepIndex: number): Promise<void> {
  for (const { slot, action } of run.outstanding.toReversed()) {
    try {
      await performAction(run, { op: 'action', slot, action, undo: true }, stepIndex);
    } catch (error) {
      if (!(error instanceof CutShort)) throw error;
    }
  }
}
