/** The state of the resource as a trace shows it: whether the contract lets its map be written. */
import type { Contract, StateAction } from '../../contracts/contract.ts';
import { resolvePointer } from '../../contracts/json-pointer.ts';
import type { JsonValue } from '../../generators/plan.ts';
import type { Exchange } from '../../targets/trace.ts';
import { readBody } from './body.ts';
import { sameValue } from './effect.ts';
import type { Ask, Flaw } from './request.ts';

/** `moving`: between two states, or busy with a task; both an acceptance and a refusal are in order. */
export type ResourceState =
  | { readonly kind: 'writable'; readonly name?: string }
  | { readonly kind: 'unwritable'; readonly name: string }
  | { readonly kind: 'locked' }
  | { readonly kind: 'moving' };

function actionOf(exchange: Exchange, contract: Contract): { action: StateAction; undo: boolean } | null {
  const body = readBody(exchange.request.body);
  if (exchange.request.method !== 'POST' || body.kind !== 'json') return null;
  for (const action of contract.preconditions?.actions ?? []) {
    if (sameValue(body.value, action.body as JsonValue)) return { action, undo: false };
    if (sameValue(body.value, action.undo as JsonValue)) return { action, undo: true };
  }
  return null;
}

/** Whether an exchange is a state action of the contract: a request to the resource, and none to its map. */
export function isStateAction(exchange: Exchange, contract: Contract): boolean {
  return actionOf(exchange, contract) !== null;
}

/** Whether the map of a resource in a state may be written. Capitals make no other state of it: there are mocks that show `ACTIVE` where Nova shows `active`. */
export function isWritableState(name: string, writable: readonly string[]): boolean {
  return writable.some((each) => each.toLowerCase() === name.toLowerCase());
}

/** The state after an exchange: moved by a state action that was accepted, and confirmed by any read of the resource. */
export function stateAfter(state: ResourceState, exchange: Exchange, ask: Ask, contract: Contract): ResourceState {
  const { preconditions } = contract;
  if (preconditions === null || exchange.response === null || exchange.response.status >= 300) return state;
  const body = readBody(exchange.response.body);
  if (ask.operation?.on === 'resource' && body.kind === 'json') {
    const name = resolvePointer(body.value, preconditions.pointer);
    if (typeof name !== 'string') return state;
    const busy = preconditions.busy === null ? null : resolvePointer(body.value, preconditions.busy);
    // A lock outlasts a task.
    if (busy !== null && busy !== undefined) return state.kind === 'locked' ? state : { kind: 'moving' };
    if (!isWritableState(name, preconditions.writable)) return { kind: 'unwritable', name };
    return state.kind === 'locked' ? state : { kind: 'writable', name };
  }
  const moved = ask.operation === null ? actionOf(exchange, contract) : null;
  if (moved === null) return state;
  if (moved.action.reaches !== null) return { kind: 'moving' };
  return moved.undo ? { kind: 'writable' } : { kind: 'locked' };
}

/** What the state means for a write. */
export function stateFlaws(state: ResourceState, contract: Contract): readonly Flaw[] {
  const constraint = contract.preconditions?.constraint ?? null;
  switch (state.kind) {
    case 'writable': return [];
    case 'moving': return [{ constraint, beyond: 'either', rejection: 'state', class: null }];
    case 'unwritable': return [{ constraint, beyond: 'reject', rejection: 'state', class: 'state:unwritable' }];
    case 'locked': return [{ constraint, beyond: 'reject', rejection: 'state', class: 'state:locked' }];
    default: return state satisfies never;
  }
}
