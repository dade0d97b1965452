/** Takes a state action back, whatever became of it: done, under way, or never asked for. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Contract, StateAction, StatePrecondition } from '../../contracts/contract.ts';
import { resolvePointer } from '../../contracts/json-pointer.ts';
import { fillPath, plainRequest } from '../build-request.ts';
import type { Dispatch, Outcome } from '../dispatch.ts';
import { jsonOf } from '../json-map.ts';
import { resourceRead } from '../operations.ts';

const DEADLINE_MS = 90_000;
const POLL_MS = 300;
/** An action that was cut off may begin a moment later: the state before counts when it was seen this often in a row. */
const SEEN_IN_A_ROW = 3;

/** Where the resource is, and over what it is reached. */
export interface StateMeans {
  readonly contract: Contract;
  readonly dispatch: Dispatch;
  /** What stands before the contract's paths. */
  readonly prefix: string;
  readonly resourceId: string;
}

/** A state action that was done, or was about to be. */
export interface AwayState {
  readonly action: string;
  /** Null when nobody knows it. */
  readonly before: string | null;
}

type Seen = { readonly state: string | null; readonly busy: boolean } | 'gone';

function ask(means: StateMeans, method: string, path: string, body?: unknown): Promise<Outcome> {
  const filled = means.prefix + fillPath(means.contract, path, means.resourceId, null, '');
  return means.dispatch({ request: plainRequest(method, filled, body), repeat: 'refused', label: { role: 'start', stepIndex: -1, slot: 'subject', caller: 'owner', route: '' } });
}

async function look(means: StateMeans, { pointer, busy }: StatePrecondition): Promise<Seen> {
  const read = resourceRead(means.contract);
  if (read === null) return { state: null, busy: false };
  const { answer } = await ask(means, 'GET', read.path);
  if (answer?.status === 404) return 'gone';
  const view = answer?.status === 200 ? jsonOf(answer.body) : undefined;
  const [state, task] = [resolvePointer(view, pointer), busy === null ? null : resolvePointer(view, busy)];
  return { state: typeof state === 'string' ? state : null, busy: task !== null && task !== undefined };
}

function isSuccess({ answer }: Outcome): boolean {
  return answer !== null && answer.status >= 200 && answer.status < 300;
}

function said({ answer, trouble }: Outcome): string {
  return answer === null ? (trouble?.message ?? 'no answer') : String(answer.status);
}

/** A lock moves no state: taking it back twice does no harm. */
async function unlock(means: StateMeans, action: StateAction): Promise<string | null> {
  const deadline = performance.now() + DEADLINE_MS;
  for (;;) {
    const outcome = await ask(means, 'POST', action.path, action.undo);
    if (isSuccess(outcome) || outcome.answer?.status === 404) return null;
    if (outcome.answer?.status !== 409 || performance.now() > deadline) return `the ${action.id} could not be taken back (${said(outcome)})`;
    await sleep(POLL_MS);
  }
}

async function bringBack(means: StateMeans, precondition: StatePrecondition, action: StateAction, before: string): Promise<string | null> {
  const deadline = performance.now() + DEADLINE_MS;
  let [inARow, last] = [0, 'nothing'];
  while (performance.now() < deadline) {
    const seen = await look(means, precondition);
    if (seen === 'gone') return null;
    inARow = seen.state === before && !seen.busy ? inARow + 1 : 0;
    if (inARow >= SEEN_IN_A_ROW) return null;
    if (inARow === 0 && !seen.busy && seen.state !== null) last = said(await ask(means, 'POST', action.path, action.undo));
    await sleep(POLL_MS);
  }
  return `it was not brought back from ${action.id} into the state ${before} within ${DEADLINE_MS / 1000} s (${last})`;
}

/** Take a state action back and wait for the state before. @returns why that was not reached; null when it was, or the resource is gone. */
export async function putStateBack(means: StateMeans, { action: id, before }: AwayState): Promise<string | null> {
  const precondition = means.contract.preconditions;
  const action = precondition?.actions.find((candidate) => candidate.id === id);
  if (precondition === null || action === undefined) return `contract ${means.contract.id} has no state action ${id} any more`;
  if (action.reaches === null || before === null) return unlock(means, action);
  return bringBack(means, precondition, action, before);
}
