/** What a contract file refers to: other parts of itself, and documents. */
import type { DocumentEntry, JsonPointer } from './contract.ts';
import type { Fault } from './contract-error.ts';
import { factHolders } from './facts.ts';
import { escapeToken, resolvePointer } from './json-pointer.ts';
import { nearestName } from './nearest-name.ts';
import { asObject, isObject } from './plain-object.ts';

/** The pointer behind a `$ref` into the same file. */
export function refPointer(ref: string): JsonPointer {
  return decodeURIComponent(ref.slice(1));
}

/** Where a schema stands in the end: `$ref`s without siblings are followed. */
export function followRefs(root: unknown, pointer: JsonPointer): JsonPointer {
  const seen = new Set<JsonPointer>();
  let here = pointer;
  while (!seen.has(here)) {
    seen.add(here);
    const ref = asObject(resolvePointer(root, here))['$ref'];
    if (typeof ref !== 'string') break;
    here = refPointer(ref);
  }
  return here;
}

function refs(pointer: JsonPointer, value: unknown): readonly { pointer: JsonPointer; ref: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === '$ref' && typeof member === 'string' ? [{ pointer: `${pointer}/$ref`, ref: member }] : refs(`${pointer}/${escapeToken(name)}`, member));
}

/** `$ref`s that lead nowhere. */
export function danglingRefs(root: unknown): readonly Fault[] {
  const schemas = Object.keys(asObject(asObject(asObject(root)['components'])['schemas']));
  return refs('', root).flatMap(({ pointer, ref }) => {
    if (!ref.startsWith('#/') || resolvePointer(root, refPointer(ref)) !== undefined) return [];
    const near = nearestName(ref, schemas.map((name) => `#/components/schemas/${name}`));
    return [{ pointer, expected: `a place in this file${near === null ? '' : ` (the nearest is ${near})`}`, found: ref }];
  });
}

/** A document named in the file, and whether it is named as the origin of a fact or as evidence for a choice. */
export interface Citation {
  readonly pointer: JsonPointer;
  readonly document: string;
  readonly as: 'source' | 'evidence';
}

function cited(pointer: JsonPointer, list: unknown, as: Citation['as']): readonly Citation[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown, index) => {
    const document = asObject(entry)['document'];
    return typeof document === 'string' ? [{ pointer: `${pointer}/${index}/document`, document, as }] : [];
  });
}

/** Every place of the file that names a document. */
export function citations(root: unknown): readonly Citation[] {
  return factHolders(root).flatMap(({ pointer, holder }) => [
    ...Object.entries(asObject(holder['x-source'])).flatMap(([name, list]) => cited(`${pointer}/x-source/${escapeToken(name)}`, list, 'source')),
    ...Object.entries(asObject(holder['x-choice'])).flatMap(([name, choice]) =>
      isObject(choice) ? cited(`${pointer}/x-choice/${escapeToken(name)}/evidence`, choice['evidence'], 'evidence') : []),
  ]);
}

/** Documents that are not listed, and de facto sources where only a document can oblige. */
export function citationFaults(root: unknown, known: readonly DocumentEntry[]): readonly Fault[] {
  const kinds = new Map(known.map((entry) => [entry.id, entry.kind]));
  return citations(root).flatMap(({ pointer, document, as }) => {
    const near = nearestName(document, [...kinds.keys()]);
    if (!kinds.has(document)) return [{ pointer, expected: `a document listed in documents.json${near === null ? '' : ` (the nearest is ${near})`}`, found: document }];
    if (as === 'source' && kinds.get(document) === 'de-facto') return [{ pointer, expected: 'a document in x-source; a de facto source is evidence for an x-choice', found: document }];
    return [];
  });
}
