/** Short ways to say the steps of a plan, and whether a place can perform them. */
import type { Contract } from '../contracts/contract.ts';
import { nullRemoves, operationOf } from './limits.ts';
import type { PlanContext } from './plan-context.ts';
import type { Caller, Entry, JsonValue, Route, Slot, Step, Twist } from './plan.ts';

/** The steps that make a request of their own and are not a state action. */
export type RequestStep = Exclude<Step, { op: 'concurrent' | 'action' }>;

/** A step that may change the stored map. */
export type WriteStep = Extract<Step, { op: 'merge' | 'replace' | 'upsert' | 'remove' }>;

/** Effects that send pairs. */
export type SendingEffect = 'merge' | 'replace' | 'upsert';

/** What a step deviates in; everything absent is plain. */
export interface Manner {
  readonly slot?: Slot;
  readonly caller?: Caller;
  readonly route?: Route;
  readonly twists?: readonly Twist[];
}

function base(manner: Manner): Manner & { readonly slot: Slot } {
  return { ...manner, slot: manner.slot ?? 'subject' };
}

/** Merge these pairs into the map. */
export function merge(entries: readonly Entry[], manner: Manner = {}): Step {
  return { op: 'merge', ...base(manner), entries };
}

/** Replace the map by these pairs. */
export function replace(entries: readonly Entry[], manner: Manner = {}): Step {
  return { op: 'replace', ...base(manner), entries };
}

/** Upsert one item under its own key. */
export function upsert(key: string, value: JsonValue, manner: Manner = {}): Step {
  return { op: 'upsert', ...base(manner), urlKey: key, entries: [[key, value]] };
}

/** Upsert with a URL key and a body that need not agree. */
export function upsertAs(urlKey: string, entries: readonly Entry[], manner: Manner = {}): Step {
  return { op: 'upsert', ...base(manner), urlKey, entries };
}

/** Remove one item. */
export function remove(key: string, manner: Manner = {}): Step {
  return { op: 'remove', ...base(manner), urlKey: key };
}

/** Read the whole map. */
export function readMap(manner: Manner = {}): Step {
  return { op: 'read', ...base(manner), view: 'map' };
}

/** Read the resource that bears the map. */
export function readResource(manner: Manner = {}): Step {
  return { op: 'read', ...base(manner), view: 'resource' };
}

/** Read one item. */
export function readItem(key: string, manner: Manner = {}): Step {
  return { op: 'read-item', ...base(manner), urlKey: key };
}

/** Send one pair by an effect. */
export function send(effect: SendingEffect, key: string, value: JsonValue, manner: Manner = {}): Step {
  return effect === 'upsert' ? upsert(key, value, manner) : effect === 'merge' ? merge([[key, value]], manner) : replace([[key, value]], manner);
}

/** Remove a key by the item operation, or with null where that is how the contract removes. */
export function removal(contract: Contract, key: string): Step {
  return operationOf(contract, 'remove') === undefined && nullRemoves(contract) ? merge([[key, null]]) : remove(key);
}

/** The effects by which a contract lets pairs be sent. */
export function sendingEffects(contract: Contract): readonly SendingEffect[] {
  return (['merge', 'replace', 'upsert'] as const).filter((effect) => operationOf(contract, effect) !== undefined);
}

function hasOperation(contract: Contract, step: Step): boolean {
  switch (step.op) {
    case 'merge': case 'replace': case 'upsert': case 'remove':
      return operationOf(contract, step.op) !== undefined;
    case 'read':
      return operationOf(contract, 'read', step.view) !== undefined;
    case 'read-item':
      return operationOf(contract, 'read', 'item') !== undefined;
    case 'action':
      return contract.preconditions?.actions.some(({ id }) => id === step.action) === true;
    case 'concurrent':
      return step.branches.every((branch) => branch.every((inner) => hasOperation(contract, inner)));
  }
}

/** Whether a step can be performed: the contract has its operation, the place its slot and its caller. */
export function isPossible(contract: Contract, context: PlanContext, step: Step): boolean {
  if (!hasOperation(contract, step)) return false;
  if (step.op === 'concurrent') return step.branches.every((branch) => branch.every((inner) => isPossible(contract, context, inner)));
  return context.slots.includes(step.slot) && (step.caller === undefined || context.callers.includes(step.caller));
}

/** Whether a step sends a write of its own accord; a twisted method does not count. */
export function isWrite(step: Step): step is WriteStep {
  return step.op === 'merge' || step.op === 'replace' || step.op === 'upsert' || step.op === 'remove';
}
