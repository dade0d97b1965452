/** What in a contract no longer agrees with a newer document. */
import { operationPlaces } from '../operations.ts';
import type { OperationPlace } from '../operations.ts';
import { resolvePointer } from '../json-pointer.ts';
import { asObject, isObject } from '../plain-object.ts';
import type { PlainObject } from '../plain-object.ts';
import type { SentenceRef } from './fact-holder.ts';

/** `alarm`: the contract and the document disagree, or a sentence that a fact rests on is gone; `news`: the document says something that it did not say. */
export type DriftLevel = 'alarm' | 'news';

/** One difference. */
export interface Drift {
  readonly level: DriftLevel;
  readonly kind: 'fact' | 'operation' | 'status' | 'sentence';
  /** `POST /servers/{server_id}/metadata`, or the name of a schema. */
  readonly where: string;
  readonly message: string;
  /** Lines of the sentence: of the older document where it is gone, of the newer where it is new. */
  readonly lines: string | null;
  readonly sha256: string | null;
}

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

function text(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

/** Members that the newer document states, and that the contract states otherwise. */
function factDrift(where: string, contract: PlainObject, fresh: PlainObject, names: readonly string[]): readonly Drift[] {
  return names.filter((name) => fresh[name] !== undefined && contract[name] !== undefined && text(fresh[name]) !== text(contract[name])).map((name) => ({
    level: 'alarm', kind: 'fact', where, message: `${name} is ${text(contract[name])} in the contract (${originOf(contract, name)}), ${text(fresh[name])} in the document`, lines: sourceLines(fresh, name), sha256: null,
  }));
}

function sourceLines(holder: PlainObject, name: string): string | null {
  const refs = asObject(holder['x-source'])[name];
  const lines = Array.isArray(refs) ? asObject(refs[0])['lines'] : undefined;
  return typeof lines === 'string' ? lines : null;
}

function statusesOf(operation: PlainObject): readonly string[] {
  return Object.keys(asObject(operation['responses'])).filter((name) => /^\d{3}$/.test(name));
}

function statusDrift(where: string, contract: PlainObject, fresh: PlainObject): readonly Drift[] {
  const [old, now] = [statusesOf(contract), statusesOf(fresh)];
  if (now.length === 0) return [];
  const lines = (status: string): string | null => sourceLines(asObject(fresh['responses']), status);
  const gone = old.filter((status) => status.startsWith('2') && !now.includes(status)).map((status): Drift => ({ level: 'alarm', kind: 'status', where, message: `status ${status} is a success in the contract, and not listed in the document`, lines: null, sha256: null }));
  const added = now.filter((status) => !old.includes(status)).map((status): Drift => ({ level: status.startsWith('2') ? 'alarm' : 'news', kind: 'status', where, message: `status ${status} is listed in the document`, lines: lines(status), sha256: null }));
  return [...gone, ...added];
}

/** Facts whose readings rest on a sentence. */
function factsOn(operation: PlainObject, sha256: string): readonly string[] {
  return Object.entries(asObject(asObject(operation['x-derived'])['facts'])).filter(([, fact]) => (asObject(fact)['sentences'] as readonly SentenceRef[] | undefined)?.some((sentence) => sentence.sha256 === sha256) ?? false).map(([name]) => name);
}

function sentencesIn(holder: PlainObject): readonly SentenceRef[] {
  const derived = asObject(holder['x-derived']);
  const ofFacts = Object.values(asObject(derived['facts'])).flatMap((fact) => (asObject(fact)['sentences'] as readonly SentenceRef[] | undefined) ?? []);
  const all = [...((derived['sentences'] as readonly SentenceRef[] | undefined) ?? []), ...ofFacts];
  return all.filter(({ sha256 }, index) => all.findIndex((each) => each.sha256 === sha256) === index);
}

function at({ lines, file }: SentenceRef): string {
  return file === undefined ? lines : `${file}:${lines}`;
}

function sentenceDrift(where: string, old: PlainObject, fresh: PlainObject): readonly Drift[] {
  const [before, now] = [sentencesIn(old), sentencesIn(fresh)];
  const missing = (list: readonly SentenceRef[], { sha256 }: SentenceRef): boolean => !list.some((each) => each.sha256 === sha256);
  return [
    ...before.filter((sentence) => missing(now, sentence)).map((sentence): Drift => {
      const facts = factsOn(old, sentence.sha256);
      return { level: facts.length > 0 ? 'alarm' : 'news', kind: 'sentence', where, message: facts.length > 0 ? `a sentence is gone on which ${facts.join(', ')} rests` : 'a sentence is gone', lines: at(sentence), sha256: sentence.sha256 };
    }),
    ...now.filter((sentence) => missing(before, sentence)).map((sentence): Drift => {
      const facts = factsOn(fresh, sentence.sha256);
      return { level: 'news', kind: 'sentence', where, message: facts.length > 0 ? `a new sentence speaks of ${facts.join(', ')}` : 'a new sentence', lines: at(sentence), sha256: sentence.sha256 };
    }),
  ];
}

function operationDrift(input: DriftInput): readonly Drift[] {
  const [contract, fresh, derived] = [byName(input.contract), byName(input.fresh), input.derived === null ? null : byName(input.derived)];
  const shared = [...fresh].flatMap(([name, { operation }]): readonly Drift[] => {
    const own = contract.get(name)?.operation;
    if (own === undefined) return [{ level: 'news', kind: 'operation', where: name, message: 'the document describes an operation that the contract does not have', lines: sourceLines(operation, 'x-map'), sha256: null }];
    const old = derived?.get(name)?.operation;
    return [
      ...factDrift(name, own, operation, ['x-effect', 'x-answer']), ...factDrift(name, asObject(own['x-map']), asObject(operation['x-map']), ['request', 'response']),
      ...statusDrift(name, own, operation), ...(old === undefined ? [] : sentenceDrift(name, old, operation)),
    ];
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
