/** What in a contract no longer agrees with a newer document. */
import { operationPlaces } from '../operations.ts';
import type { OperationPlace } from '../operations.ts';
import { resolvePointer } from '../json-pointer.ts';
import { asObject, isObject } from '../plain-object.ts';
import type { PlainObject } from '../plain-object.ts';
import { sourceLines, valueText } from './drift-finding.ts';
import type { Drift } from './drift-finding.ts';
import { sentenceDrift } from './sentence-drift.ts';
import { statusDrift } from './status-drift.ts';

/** What is compared: a contract, the sentences it was read from, and what a newer document gives. */
export interface DriftInput {
  readonly contract: PlainObject;
  /** The derived part of the contract, with the digests of its sentences; null: they were not kept. */
  readonly derived: PlainObject | null;
  readonly fresh: PlainObject;
}

function nameOf({ method, path }: OperationPlace): string {
  return `${method.toUpperCase()} ${path}`;
}

function byName(data: unknown): ReadonlyMap<string, OperationPlace> {
  return new Map(operationPlaces(data).map((place) => [nameOf(place), place]));
}

function originOf(holder: PlainObject, name: string): string {
  const choice = asObject(asObject(holder['x-choice'])[name])['assume'];
  return typeof choice === 'string' ? 'by choice' : 'from a document';
}

/** Members that the newer document states, and that the contract states otherwise. */
function factDrift(where: string, contract: PlainObject, fresh: PlainObject, names: readonly string[]): readonly Drift[] {
  return names.filter((name) => fresh[name] !== undefined && contract[name] !== undefined && valueText(fresh[name]) !== valueText(contract[name])).map((name) => ({
    level: 'alarm', kind: 'fact', where, message: `${name} is ${valueText(contract[name])} in the contract (${originOf(contract, name)}), ${valueText(fresh[name])} in the document`, lines: sourceLines(fresh, name), sha256: null,
  }));
}

function operationDrift(input: DriftInput): readonly Drift[] {
  const [contract, fresh, derived] = [byName(input.contract), byName(input.fresh), input.derived === null ? null : byName(input.derived)];
  const refusals = new Set(Object.values(asObject(input.contract['x-rejections'])).filter(Array.isArray).flat().map(String));
  const shared = [...fresh].flatMap(([name, { operation }]): readonly Drift[] => {
    const own = contract.get(name)?.operation;
    if (own === undefined) return [{ level: 'news', kind: 'operation', where: name, message: 'the document describes an operation that the contract does not have', lines: sourceLines(operation, 'x-map'), sha256: null }];
    const old = derived?.get(name)?.operation;
    const facts = [...factDrift(name, own, operation, ['x-effect', 'x-answer']), ...factDrift(name, asObject(own['x-map']), asObject(operation['x-map']), ['request', 'response'])];
    // What no document described before has no sentences and no refusals to be compared with.
    if (derived !== null && old === undefined) return [...facts, { level: 'news', kind: 'operation', where: name, message: 'the document describes it; the contract has it by choice', lines: sourceLines(operation, 'x-map'), sha256: null }];
    return [...facts, ...statusDrift(name, { own, old: old ?? null, fresh: operation, refusals }), ...(old === undefined ? [] : sentenceDrift(name, old, operation))];
  });
  const gone = [...(derived ?? contract)].filter(([name, { operation }]) => !fresh.has(name) && (derived !== null || operation['x-source'] !== undefined))
    .map(([name]): Drift => ({ level: 'alarm', kind: 'operation', where: name, message: 'the contract has this operation from a document, and the newer one does not describe it', lines: null, sha256: null }));
  return [...shared, ...gone];
}

function definition(data: PlainObject, name: string): PlainObject {
  const ref = asObject(data[name])['$ref'];
  return asObject(typeof ref === 'string' ? resolvePointer(data, ref.slice(1)) : undefined);
}

function schemaDrift({ contract, derived, fresh }: DriftInput): readonly Drift[] {
  return (['x-key', 'x-value'] as const).flatMap((name) => {
    const where = name.slice(2);
    const now = definition(fresh, name);
    const old = derived === null ? null : definition(derived, name);
    return [...factDrift(where, definition(contract, name), now, ['minLength', 'maxLength', 'pattern']), ...(old === null ? [] : sentenceDrift(where, old, now))];
  });
}

/** Whether a contract and what a newer document gives have an operation in common. */
export function sharesOperation(contract: PlainObject, fresh: PlainObject): boolean {
  const own = byName(contract);
  return operationPlaces(fresh).some((place) => own.has(nameOf(place)));
}

/** All differences, those of operations first. Pure. */
export function driftOf(input: DriftInput): readonly Drift[] {
  return [...operationDrift(input), ...schemaDrift(input)];
}

/** Whether a value bears notes on how it was read. */
export function hasReadings(data: unknown): boolean {
  if (Array.isArray(data)) return data.some(hasReadings);
  return isObject(data) && (Object.hasOwn(data, 'x-derived') || Object.values(data).some(hasReadings));
}
