/** Performs one sequential step: the request, and the reads that show what it did. */
import type { JsonMap } from './json-map.ts';
import { differingKeys } from './json-map.ts';
import type { Outcome } from './dispatch.ts';
import { expectedMap } from './expected-map.ts';
import type { RequestStep } from './operations.ts';
import { mapRead, resourceRead } from './operations.ts';
import { operationFor, readMap, resourceOf, send, settle } from './plan-run.ts';
import type { PlanRun } from './plan-run.ts';
import { REFUSALS_WAITED_FOR, insistsAfter, wasNotTakenUp } from './retry.ts';
import { waitWhileBusy } from './wait-while-busy.ts';

/** Every how many-th step that was accepted is also looked at through one item, and through the resource itself. */
const ITEM_EVERY = 4;
const RESOURCE_EVERY = 6;

function isRead(step: RequestStep): boolean {
  const method = step.twists?.some(({ kind }) => kind === 'method' || kind === 'body-text' || kind === 'body-bytes') ?? false;
  return (step.op === 'read' || step.op === 'read-item') && !method;
}

/** A key the step touched that can stand in a URL; null when there is none. */
function touchedKey(run: PlanRun, step: RequestStep): string | null {
  const { unaddressable } = run.setup.contract;
  const barred = unaddressable === null ? null : new RegExp(unaddressable, 'v');
  const keys = 'entries' in step ? step.entries.map(([key]) => key) : 'urlKey' in step ? [step.urlKey] : [];
  const usable = keys.filter((key) => key !== '' && key !== '.' && key !== '..' && key.isWellFormed() && barred?.test(key) !== true);
  return usable[run.plan.index % Math.max(usable.length, 1)] ?? null;
}

async function lookElsewhere(run: PlanRun, step: RequestStep, stepIndex: number): Promise<void> {
  const turn = run.plan.index + stepIndex;
  const { contract } = run.setup;
  const key = touchedKey(run, step);
  const hasItems = contract.operations.some(({ effect, on }) => effect === 'read' && on === 'item');
  if (turn % ITEM_EVERY === 0 && hasItems && key !== null) await send(run, { op: 'read-item', slot: step.slot, urlKey: key }, { role: 'after', stepIndex }, 'read');
  const view = resourceRead(contract);
  if (turn % RESOURCE_EVERY === 0 && view !== null && view !== mapRead(contract)) {
    await send(run, { op: 'read', view: 'resource', slot: step.slot }, { role: 'after', stepIndex }, 'read');
  }
}

function differs(run: PlanRun, seen: JsonMap | null, expected: JsonMap | null): boolean {
  if (seen === null || expected === null) return true;
  return differingKeys(seen, expected).some((key) => run.named.has(key));
}

function wasApplied(outcome: Outcome): boolean {
  return outcome.answer !== null && outcome.answer.status >= 200 && outcome.answer.status < 300;
}

function wasRefused(outcome: Outcome): boolean {
  return outcome.answer !== null && outcome.answer.status >= 400 && outcome.answer.status < 500;
}

/** A refusal that may be the resource's own business, which is worth a look. */
function mayBeBusy(run: PlanRun, outcome: Outcome): boolean {
  return outcome.answer?.status === 409 && (run.setup.contract.preconditions?.busy ?? null) !== null;
}

/** The connection was reset before any byte of an answer came. */
function vanished(outcome: Outcome): boolean {
  return outcome.answer === null && outcome.trouble?.kind === 'reset';
}

/** Second looks in a row that showed nothing new, after which no more are taken: what such a target does not show at once it does not show later either. */
const MOST_VAIN_LOOKS = 8;

async function lookAfter(run: PlanRun, step: RequestStep, stepIndex: number, expected: JsonMap | null): Promise<JsonMap | null> {
  const seen = await readMap(run, step.slot, 'after', stepIndex);
  const { habits } = run.setup;
  if (!differs(run, seen, expected) || habits.vainLooks >= MOST_VAIN_LOOKS) return seen;
  const again = await settle(run, step.slot, stepIndex);
  habits.vainLooks = differs(run, again, expected) ? habits.vainLooks + 1 : 0;
  return again;
}

/**
 * Send a write, and again when it was not taken up or its token was over. Before that the map is read: what the next attempt finds is then known, and it is not
 * made when the one that was said to have failed has changed something all the same.
 */
async function sendWrite(run: PlanRun, step: RequestStep, stepIndex: number, before: JsonMap | null): Promise<Outcome> {
  let outcome = await send(run, step, { role: 'step', stepIndex }, 'never');
  for (let repeats = 0; repeats < REFUSALS_WAITED_FOR && (wasNotTakenUp(outcome) || outcome.trouble?.kind === 'token-expired'); repeats += 1) {
    const seen = await readMap(run, step.slot, 'after', stepIndex);
    if (before !== null && differs(run, seen, before)) return outcome;
    outcome = await send(run, step, { role: 'recover', stepIndex }, 'never', { insists: insistsAfter(outcome, repeats + 1) });
  }
  return outcome;
}

/**
 * Write, and read what it did. A write that vanished in a reset connection and, as a read shows, was not done is sent once more, and so is one that
 * was refused because the resource was busy. A refused one whose step says so is not read after: a later read speaks for it. */
async function writeAndLook(run: PlanRun, step: RequestStep, stepIndex: number): Promise<Outcome> {
  const before = resourceOf(run, step.slot).lastKnown ?? (await readMap(run, step.slot, stepIndex === 0 ? 'start' : 'after', stepIndex - 1));
  const expectedOf = (outcome: Outcome): JsonMap | null => {
    if (before === null || outcome.answer === null) return null;
    return wasApplied(outcome) ? expectedMap(before, operationFor(run, step), step) : before;
  };
  const first = await sendWrite(run, step, stepIndex, before);
  const later = expectedOf(first);
  if (step.readLater !== undefined && later !== null && ((wasRefused(first) && !mayBeBusy(run, first)) || (step.readLater === 'always' && wasApplied(first)))) {
    resourceOf(run, step.slot).lastKnown = later;
    return first;
  }
  const seen = await lookAfter(run, step, stepIndex, later);
  const untouched = before !== null && !differs(run, seen, before);
  if (!untouched || !(vanished(first) || (await waitWhileBusy(run, step.slot, first, stepIndex)))) return first;
  const second = await send(run, step, { role: 'recover', stepIndex }, 'refused');
  await lookAfter(run, step, stepIndex, expectedOf(second));
  return second;
}

/** Perform a step that is one request. */
export async function performStep(run: PlanRun, step: RequestStep, stepIndex: number): Promise<void> {
  if (isRead(step)) {
    await send(run, step, { role: 'step', stepIndex }, 'read');
    return;
  }
  const outcome = await writeAndLook(run, step, stepIndex);
  if (run.plan.start.bystander !== undefined && step.slot === 'subject') run.unread.add('bystander');
  if (wasApplied(outcome) && step.readLater !== 'always') await lookElsewhere(run, step, stepIndex);
}
