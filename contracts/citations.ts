/** The documents that a contract file names. */
import type { DocumentEntry, JsonPointer } from './contract.ts';
import type { Fault } from './contract-error.ts';
import { factHolders } from './facts.ts';
import { escapeToken } from './json-pointer.ts';
import { nearestName } from './nearest-name.ts';
import { asObject, isObject } from './plain-object.ts';

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

function notListed(citation: Citation, ids: readonly string[]): Fault {
  const near = nearestName(citation.document, ids);
  return { pointer: citation.pointer, expected: `a document listed in documents.json${near === null ? '' : ` (the nearest is ${near})`}`, found: citation.document };
}

/** Documents that are not listed, and de facto sources where only a document can oblige. */
export function citationFaults(root: unknown, known: readonly DocumentEntry[]): readonly Fault[] {
  const kinds = new Map(known.map((entry) => [entry.id, entry.kind]));
  return citations(root).flatMap((citation) => {
    const kind = kinds.get(citation.document);
    if (kind === undefined) return [notListed(citation, [...kinds.keys()])];
    if (citation.as === 'evidence' || kind === 'document') return [];
    return [{ pointer: citation.pointer, expected: 'a document in x-source; a de facto source is evidence for an x-choice', found: citation.document }];
  });
}
