/** Performs a plan from its start state to its last read. */
import type { Entry, Slot, Step } from '../generators/plan.ts';
import { isHarmless } from '../generators/reading-plans.ts';
import { wasRefused } from './dispatch.ts';
import { mapOf } from './json-map.ts';
import { reachMap } from './ladder.ts';
import { mapEditor } from './map-editor.ts';
import { namedKeys } from './named-keys.ts';
import { performAction } from './perform-action.ts';
import { performConcurrent } from './perform-concurrent.ts';
import { performStep } from './perform-step.ts';
import { readMap, resourceOf, send, settle } from './plan-run.ts';
import type { PlanRun } from './plan-run.ts';
import { CutShort } from './recorder.ts';
import type { RequestStep } from './operations.ts';
import { waitWhileBusy } from './wait-while-busy.ts';

/** The bystander is read after this many steps, and at the end. */
const BYSTANDER_EVERY = 4;

/** Send a request of the set-up, again when the resource was busy. @returns whether it was not refused. */
async function sendPatiently(run: PlanRun, step: RequestStep): Promise<boolean> {
  const place = { role: 'start', stepIndex: -1 } as const;
  const first = await send(run, step, place, 'refused');
  if (!(await waitWhileBusy(run, step.slot, first, -1))) return !wasRefused(first);
  return !wasRefused(await send(run, step, place, 'refused'));
}

/** Start states missed in a row, after which a lane is taken for one that keeps no maps: it gets short climbs, and a whole one now and then. */
const VAIN_STARTS = 3;
const WHOLE_CLIMB_EVERY = 8;

/**
 * Bring a slot to the plan's start state. Where that fails, the steps are performed on the map that is there: what a step did is judged from the map that was seen before it.
 * @throws {CutShort} when there is no map to be seen.
 */
async function reachStart(run: PlanRun, slot: Slot, entries: readonly Entry[]): Promise<void> {
  const { contract, habits } = run.setup;
  const resource = resourceOf(run, slot);
  const editor = mapEditor({
    contract, slot,
    read: (attempt) => (attempt > 0 ? settle(run, slot, -1) : readMap(run, slot, 'start', -1)),
    send: (step) => sendPatiently(run, step),
  });
  const ignores = (key: string): boolean => !run.named.has(key) || contract.hazards.permanent.includes(key);
  const whole = habits.missedStarts < VAIN_STARTS || habits.missedStarts % WHOLE_CLIMB_EVERY === 0;
  const { reached, last } = await reachMap(editor, { map: mapOf(entries), ignores }, { known: resource.lastKnown, oneByOne: false, patience: whole ? 1 : 0, firstRungOnly: !whole, mayWriteUnread: true });
  habits.missedStarts = reached ? 0 : habits.missedStarts + 1;
  if (reached) return;
  if (last === null) throw new CutShort({ kind: 'busy', message: `The start state of the ${slot} was not reached: its map could not be read.` });
  run.missedStarts.add(slot);
}

async function readBystander(run: PlanRun, stepIndex: number): Promise<void> {
  if (run.unread.has('bystander')) await readMap(run, 'bystander', 'after', stepIndex);
}

function perform(run: PlanRun, step: Step, stepIndex: number): Promise<void> {
  switch (step.op) {
    case 'concurrent': return performConcurrent(run, step, stepIndex);
    case 'action': return performAction(run, step, stepIndex);
    default: return performStep(run, step, stepIndex);
  }
}

/** Perform a plan; everything is recorded by the run's dispatch. @throws {CutShort} when it cannot go on. */
export async function performPlan(run: PlanRun): Promise<void> {
  const { start, steps } = run.plan;
  if (start.subject !== undefined) await reachStart(run, 'subject', start.subject);
  if (start.bystander !== undefined) await reachStart(run, 'bystander', start.bystander);
  for (const [index, step] of steps.entries()) {
    await perform(run, step, index);
    if ((index + 1) % BYSTANDER_EVERY === 0) await readBystander(run, index);
  }
  await readBystander(run, steps.length - 1);
}

/**
 * Perform only what reads: for a target that must not be written to. An item that is there is not asked for, since its key is somebody else's.
 * @throws {CutShort} before the first step that could write.
 */
export async function performReads(run: PlanRun): Promise<void> {
  const original = namedKeys();
  const slots = new Set(run.plan.steps.flatMap((step) => ('slot' in step ? [step.slot] : [])));
  for (const slot of slots) {
    for (const key of (await readMap(run, slot, 'start', -1))?.keys() ?? []) original.add(key);
  }
  for (const [index, step] of run.plan.steps.entries()) {
    if (!isHarmless(step)) throw new CutShort({ kind: 'busy', message: 'This target is read-only: steps that write are not performed.' });
    if (!('urlKey' in step) || !original.has(step.urlKey)) await performStep(run, step, index);
  }
}
