/** What the parts of a plan's performance share: the lane, the recorded connection, and how to send and read on it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation } from '../contracts/contract.ts';
import type { Plan, Slot } from '../generators/plan.ts';
import { buildRequest, routeName } from './build-request.ts';
import type { Call, CallLabel, Dispatch, Outcome } from './dispatch.ts';
import { mapAt } from './json-map.ts';
import type { JsonMap } from './json-map.ts';
import type { LaneSetup } from './lane-setup.ts';
import { routeFor } from './lane-setup.ts';
import type { NamedKeys } from './named-keys.ts';
import { textOf } from './json-map.ts';
import { mapRead, operationOf } from './operations.ts';
import type { RequestStep } from './operations.ts';
import { CutShort } from './recorder.ts';
import { noteMap } from './resource.ts';
import type { PhysicalResource } from './resource.ts';
import type { TargetKind } from './target.ts';
import type { Role, Trouble } from './trace.ts';

/** How long a target is given before a map that does not show a write is read again; an embedded one has nothing to wait for. */
const SETTLE_MS: Readonly<Record<TargetKind, number>> = { remote: 300, reference: 20, 'in-process': 20 };

export interface PlanRun {
  readonly setup: LaneSetup;
  readonly plan: Plan;
  readonly kind: TargetKind;
  readonly named: NamedKeys;
  /** Paced, authenticated, recorded. */
  readonly dispatch: Dispatch;
  /** The same over connections of its own, for one concurrent branch. */
  readonly openBranch: () => { readonly dispatch: Dispatch; readonly close: () => Promise<void> };
  /** Slots whose last read map may be out of date for the trace's end. */
  readonly unread: Set<Slot>;
  /** Slots whose start state was not reached. */
  readonly missedStarts: Set<Slot>;
  /** Told before a state action is asked for, and when it was taken back. */
  readonly states: {
    readonly away: (slot: Slot, action: string, before: string | null) => Promise<void>;
    readonly back: (slot: Slot, action: string) => Promise<void>;
  };
  /** State actions done and not yet taken back. */
  readonly outstanding: { readonly slot: Slot; readonly action: string; readonly before: string | null }[];
}

/** Where in the plan an exchange belongs. */
export type Place = Pick<CallLabel, 'role' | 'stepIndex' | 'branch' | 'branchStep'>;

/** The resource of a slot. @throws {CutShort} when the lane has none. */
export function resourceOf(run: PlanRun, slot: Slot): PhysicalResource {
  const resource = run.setup.resources[slot];
  if (resource === undefined) throw new CutShort({ kind: 'busy', message: `This lane has no ${slot}.` });
  return resource;
}

/** The contract's operation for a step. @throws {CutShort} when the contract has none. */
export function operationFor(run: PlanRun, step: RequestStep): Operation {
  const operation = operationOf(run.setup.contract, step);
  if (operation === null) throw new CutShort({ kind: 'busy', message: `Contract ${run.setup.contract.id} has no operation for a step ${step.op}.` });
  return operation;
}

export interface SendTerms {
  /** Default: that of the run. */
  readonly dispatch?: Dispatch;
  /** See {@link Call.insists}. */
  readonly insists?: boolean;
}

/** Send the request of a step and note the keys it names. */
export function send(run: PlanRun, step: RequestStep, place: Place, repeat: Call['repeat'], { dispatch = run.dispatch, insists = false }: SendTerms = {}): Promise<Outcome> {
  const resource = resourceOf(run, step.slot);
  const route = routeFor(run.setup, step.route);
  const request = buildRequest(run.setup.contract, operationFor(run, step), step, resource.id, route);
  if ('urlKey' in step) run.named.add(step.urlKey);
  if (request.body !== null) run.named.addBody(textOf(request.body) ?? '');
  const label: CallLabel = { ...place, slot: step.slot, caller: step.caller ?? 'owner', route: routeName(route) };
  return dispatch({ request, label, repeat, insists });
}

/** The trouble that makes going on pointless: no answer, or an answer that is not the target's word. */
function fatalTrouble(outcome: Outcome): Trouble | null {
  if (outcome.trouble !== null) return outcome.trouble;
  return outcome.answer?.status === 401 ? { kind: 'token-expired', message: 'The token is refused (401) and cannot be renewed.' } : null;
}

/**
 * Read a slot's map on the main route.
 * @returns null when the answer holds no map. @throws {CutShort} when no answer can be had.
 */
export async function readMap(run: PlanRun, slot: Slot, role: Role, stepIndex: number): Promise<JsonMap | null> {
  const outcome = await send(run, { op: 'read', view: 'map', slot }, { role, stepIndex }, 'read');
  const trouble = fatalTrouble(outcome);
  const resource = resourceOf(run, slot);
  if (trouble !== null) {
    resource.lastKnown = null;
    throw new CutShort(trouble);
  }
  const { answer } = outcome;
  const map = answer?.status === 200 ? mapAt(answer.body, mapRead(run.setup.contract).responseMap ?? '') : null;
  noteMap(resource, map, run.named);
  run.unread.delete(slot);
  return map;
}

/** Read a slot's map again after giving the target time to show what was written. */
export async function settle(run: PlanRun, slot: Slot, stepIndex: number): Promise<JsonMap | null> {
  await sleep(Math.max(SETTLE_MS[run.kind], run.setup.contract.visibleWithinMs));
  return readMap(run, slot, 'settle', stepIndex);
}
