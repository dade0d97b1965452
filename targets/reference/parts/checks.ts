/** Whether a request may touch the resource it found: existence, policy, lock, state, quota. */
import type { Contract } from '../../../contracts/contract.ts';
import { textOf, valueAt } from '../json.ts';
import { kindOf } from '../kinds/kinds.ts';
import type { Applied, Found, Held, Parsed } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { resourceKind } from '../services.ts';
import type { Resource } from '../store.ts';
import { statusFor } from './validate.ts';

/** Reads that are everybody's. */
function isPublicRead({ contract, operation }: Parsed): boolean {
  return contract.service.public && operation.effect === 'read';
}

/** @throws Refusal 403 on an administrators' contract. */
export function admit(context: Parsed): void {
  const { caller, contract, operation } = context;
  if (isPublicRead(context) || !contract.service.admin || caller.roles.includes('admin')) return;
  throw new Refusal(statusFor(contract, 'forbidden', 403), 'forbidden', `Policy doesn't allow ${operation.id} to be performed.`);
}

/** @throws Refusal 404 for a resource that is not there or that the caller may not know of; 400 for an id that can be none. */
export function find(context: Parsed): Resource {
  const { caller, cloud, contract, resourceId } = context;
  const kind = kindOf(contract);
  const id = kind.readId(resourceId);
  const resource = id === null ? undefined : cloud.store.find(resourceKind(contract), id);
  if (resource !== undefined && (isPublicRead(context) || kind.isVisible(resource, caller))) return resource;
  throw new Refusal(statusFor(contract, 'not-found', 404), 'not-found', kind.notFound(resourceId));
}

/** @throws Refusal 403 when the caller may only look. */
export function authorize({ caller, contract, operation, resource }: Found): void {
  if (operation.effect === 'read') return;
  const mayWrite = caller.roles.includes('admin') || (caller.roles.includes('member') && resource.project === caller.project.id);
  if (!mayWrite) throw new Refusal(403, 'forbidden', kindOf(contract).forbidden(resource, operation.id));
}

/** @throws Refusal 404 when an item that is read or removed is not there. */
export function checkItem({ before, contract, key, operation }: Held): void {
  if (key === null || before.has(key) || (operation.effect !== 'read' && operation.effect !== 'remove')) return;
  throw new Refusal(statusFor(contract, 'key-not-found', 404), 'key-not-found', kindOf(contract).itemNotFound(operation.effect));
}

function preconditionsOf({ cloud, contract }: Held): Contract['preconditions'] {
  return contract.preconditions
    ?? cloud.contracts.find((other) => other.preconditions !== null && resourceKind(other) === resourceKind(contract))?.preconditions ?? null;
}

/** @throws Refusal 409 when the resource is locked, or in a state in which its metadata stands still. */
export function checkState(context: Held): void {
  const { before, caller, contract, operation, parts, resource } = context;
  if (resource.traits.get('locked') === true && !caller.roles.includes('admin')) {
    throw new Refusal(statusFor(contract, 'state', 409), 'state', `Instance ${resource.id} is locked`);
  }
  const preconditions = preconditionsOf(context);
  if (preconditions === null) return;
  const state = valueAt(parts.view(context, resource, before), preconditions.pointer);
  if (typeof state === 'string' && preconditions.writable.includes(state)) return;
  const deed = operation.effect === 'remove' ? 'delete metadata' : 'update metadata';
  throw new Refusal(statusFor(contract, 'state', 409), 'state', `Cannot '${deed}' instance ${resource.id} while it is in vm_state ${textOf(state)}`);
}

/** @throws Refusal for a map the kind does not take. */
export function checkMap(context: Applied): void {
  kindOf(context.contract).checkMap?.(context);
}

/** @throws Refusal 403 when the map would hold more items than the project may have on one resource. */
export function checkQuota({ after, cloud, contract, operation }: Applied): void {
  const limit = cloud.quotaOf(contract);
  if (limit === null || operation.effect === 'remove' || after.size <= limit) return;
  throw new Refusal(statusFor(contract, 'quota', 403), 'quota', kindOf(contract).overQuota(limit));
}
