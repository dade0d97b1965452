/** The constraints of a contract: each fact with its origin, by its JSON Pointer. */
import type { Beyond, Constraint, JsonPointer, Origin, SourceRef } from './contract.ts';
import type { Fault } from './contract-error.ts';
import { factHolders } from './facts.ts';
import type { FactHolder } from './facts.ts';
import { escapeToken } from './json-pointer.ts';
import { asObject } from './plain-object.ts';

type Choice = Omit<Extract<Origin, { kind: 'choice' }>, 'kind'>;

function originOf(holder: FactHolder, fact: string): Origin {
  const sources = asObject(holder.holder['x-source']);
  if (Object.hasOwn(sources, fact)) return { kind: 'source', sources: sources[fact] as readonly SourceRef[] };
  return { kind: 'choice', ...(asObject(holder.holder['x-choice'])[fact] as Choice) };
}

function constraintsOf(holder: FactHolder): readonly Constraint[] {
  const beyond = asObject(holder.holder['x-beyond']);
  return holder.facts.map((fact) => ({
    id: `${holder.pointer}/${escapeToken(fact)}`,
    origin: originOf(holder, fact),
    beyond: Object.hasOwn(beyond, fact) ? (beyond[fact] as Beyond) : 'either',
  }));
}

/** All constraints of a file that has no faults. */
export function collectConstraints(data: unknown): ReadonlyMap<JsonPointer, Constraint> {
  return new Map(factHolders(data).flatMap(constraintsOf).map((constraint) => [constraint.id, constraint]));
}

function missingOrigins(holder: FactHolder): readonly Fault[] {
  return holder.facts.flatMap((fact) => {
    const origins = ['x-source', 'x-choice'].filter((kind) => Object.hasOwn(asObject(holder.holder[kind]), fact));
    if (origins.length === 1) return [];
    const found = origins.length === 0 ? 'neither' : 'both';
    return [{ pointer: `${holder.pointer}/${escapeToken(fact)}`, expected: `an origin of ${fact} in x-source or in x-choice beside it`, found }];
  });
}

function strayOrigins(holder: FactHolder): readonly Fault[] {
  return ['x-source', 'x-choice', 'x-beyond'].flatMap((kind) =>
    Object.keys(asObject(holder.holder[kind])).filter((name) => !holder.facts.includes(name)).map((name) => ({
      pointer: `${holder.pointer}/${escapeToken(name)}`,
      expected: `the fact ${name}, because ${kind} names it`,
      found: Object.hasOwn(holder.holder, name) ? 'a member that is no fact and bears no origin' : 'no such member',
    })));
}

/** Facts without exactly one origin, and origins without a fact. */
export function originFaults(data: unknown): readonly Fault[] {
  return factHolders(data).flatMap((holder) => [...missingOrigins(holder), ...strayOrigins(holder)]);
}
