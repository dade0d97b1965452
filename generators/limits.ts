/** What a contract allows, asked the way generators ask it. */
import type { Contract, Effect, Operation, Scope } from '../contracts/contract.ts';
import { keyClass, maxLengthOf, valueClass, type KeyClass, type ValueClass } from './classes.ts';
import { perContract } from './per-contract.ts';
import type { PlanContext } from './plan-context.ts';
import type { JsonValue, Route } from './plan.ts';
import { validityOf } from './schema-validity.ts';

/** Length taken where a contract sets none: long enough to matter, short enough to send. */
const UNLIMITED_LENGTH = 255;

/** Items of a packed map: what an unannounced quota is commonly set to. */
const PACK_SIZE = 128;

/** The operation with an effect, preferring the whole map over the resource; undefined where the contract has none. */
export function operationOf(contract: Contract, effect: Effect, on?: Scope): Operation | undefined {
  const candidates = contract.operations.filter((operation) => operation.effect === effect && (on === undefined || operation.on === on));
  return candidates.find((operation) => operation.on === 'map') ?? candidates[0];
}

/** Longest legal key, in code points. */
export function longestKey(contract: Contract): number {
  const limit = maxLengthOf(contract, contract.keySchema);
  return Number.isFinite(limit) ? limit : UNLIMITED_LENGTH;
}

/** Longest legal value, in code points. */
export function longestValue(contract: Contract): number {
  const limit = maxLengthOf(contract, contract.valueSchema);
  return Number.isFinite(limit) ? limit : UNLIMITED_LENGTH;
}

/** Whether a contract promises to take this key. */
export function isLegalKey(contract: Contract, key: string): boolean {
  return validityOf(contract, contract.keySchema)(key);
}

/** Whether a contract promises to take this value. */
export function isLegalValue(contract: Contract, value: JsonValue): boolean {
  return validityOf(contract, contract.valueSchema)(value);
}

const unaddressable = perContract((contract) => (contract.unaddressable === null ? null : new RegExp(contract.unaddressable, 'v')));

/** Whether a key can be the last segment of a URL path under this contract. */
export function isAddressable(contract: Contract, key: string): boolean {
  if (key === '' || key === '.' || key === '..') return false;
  return unaddressable(contract)?.test(key) !== true;
}

const RISKY_KEYS: ReadonlySet<KeyClass> = new Set(['empty', 'too-long', 'lone-surrogate', 'newline', 'control', 'reserved', 'named', 'dot-segment', 'astral']);
const RISKY_VALUES: ReadonlySet<ValueClass> = new Set([
  'null', 'boolean', 'number', 'array', 'object', 'too-long', 'lone-surrogate', 'nul', 'control', 'longest-astral', 'astral',
]);

/** Whether a key may travel with others: legal, and of no class that real services are known to refuse or break on. */
export function isPackableKey(contract: Contract, key: string): boolean {
  return isLegalKey(contract, key) && !RISKY_KEYS.has(keyClass(key, contract)) && !isHazardousKey(contract, key);
}

/** Whether a value may travel with others. */
export function isPackableValue(contract: Contract, value: JsonValue): boolean {
  return isLegalValue(contract, value) && !RISKY_VALUES.has(valueClass(value, contract));
}

/** Whether a class, written `key:newline` or `map:case-twin`, is one the contract keeps away from resources that must not be disturbed. */
export function isHazardousClass(contract: Contract, name: string): boolean {
  return contract.hazards.classes.includes(name);
}

/** Whether one request can empty a map: by a replacement, or by null. Else each item costs one. */
export function isEmptiedAtOnce(contract: Contract): boolean {
  return operationOf(contract, 'replace') !== undefined || nullRemoves(contract);
}

/** Whether a key that was stored can be taken away again: with the map, or through the URL. */
export function isRemovable(contract: Contract, key: string): boolean {
  return isEmptiedAtOnce(contract) || isAddressable(contract, key);
}

/**
 * Whether a key may only be sent to a resource that may be disturbed. Newlines always are: some services store them beyond reach of any item call.
 * What could not be removed again is, too.
 */
export function isHazardousKey(contract: Contract, key: string): boolean {
  const { keys, permanent } = contract.hazards;
  const name = keyClass(key, contract);
  return !isRemovable(contract, key) || name === 'newline' || keys.includes(key) || permanent.includes(key) || isHazardousClass(contract, `key:${name}`);
}

/** Whether null in a merged map removes the key. */
export function nullRemoves(contract: Contract): boolean {
  return operationOf(contract, 'merge')?.nullMeans === 'removes';
}

/** Whether a server may refuse two keys that differ in case only. */
export function mayRefuseCaseTwins(contract: Contract): boolean {
  const law = contract.laws.find(({ kind }) => kind === 'case-distinct');
  return law === undefined || contract.constraints.get(law.constraint)?.beyond === 'either';
}

/** Items of a limit that is worth filling: more would be mostly waiting, and no longer fit a body. */
export const MOST_FILLED = 1_000;

/** The item limit that counts here: what the target announces, else the contract's; null: there is none. */
export function itemLimit(contract: Contract, context: PlanContext): number | null {
  return context.maxItems ?? contract.quota.maxItems;
}

/** How many entries one packed map may hold. */
export function packSize(contract: Contract, context: PlanContext): number {
  return Math.min(itemLimit(contract, context) ?? PACK_SIZE, PACK_SIZE);
}

/** Routes besides the main one. */
export function otherRoutes(context: PlanContext): readonly Route[] {
  return context.routes.slice(1);
}
