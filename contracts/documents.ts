/** The documents that contracts are read from, and the de facto sources that choices rest on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract, DocumentEntry, JsonPointer } from './contract.ts';
import { ContractError } from './contract-error.ts';
import type { Fault } from './contract-error.ts';
import { deepFreeze } from './deep-freeze.ts';
import { schemaFaults } from './meta-schema.ts';
import { asObject } from './plain-object.ts';

let loaded: readonly DocumentEntry[] | null = null;

/** Entries whose id is taken, by an entry before them or by one of `taken`; the same document, told by its digest, may be listed by both. */
export function repeatedDocuments(at: JsonPointer, entries: readonly DocumentEntry[], taken: readonly DocumentEntry[] = []): readonly Fault[] {
  const ids = [...taken, ...entries].map(({ id }) => id);
  const isSame = ({ id, sha256 }: DocumentEntry): boolean => taken.some((other) => other.id === id && other.sha256 !== null && other.sha256 === sha256);
  return entries.flatMap((entry, index) => (
    isSame(entry) || ids.indexOf(entry.id) === taken.length + index ? [] : [{ pointer: `${at}/${index}/id`, expected: 'an id of its own', found: `${entry.id} again` }]));
}

/**
 * All entries of `documents.json`, in file order; read once.
 * @throws ContractError when the file breaks `documents.schema.json`.
 */
export function documents(): readonly DocumentEntry[] {
  if (loaded !== null) return loaded;
  const file = join(import.meta.dirname, 'documents.json');
  const data = JSON.parse(readFileSync(file, 'utf8')) as { documents: DocumentEntry[] };
  const invalid = schemaFaults('documents.schema.json', data);
  const faults = invalid.length > 0 ? invalid : repeatedDocuments('/documents', data.documents);
  if (faults.length > 0) throw new ContractError(faults.map((fault) => ({ file, line: null, ...fault })));
  loaded = deepFreeze(data.documents);
  return loaded;
}

/** What a contract file lists itself in `x-documents`: those entries that have an id at all. */
export function ownDocuments(openapi: unknown): readonly DocumentEntry[] {
  const own = asObject(openapi)['x-documents'];
  return Array.isArray(own) ? (own as readonly DocumentEntry[]).filter((entry) => typeof asObject(entry)['id'] === 'string') : [];
}

/** All entries that a contract may cite: those of `documents.json` and its own. */
export function documentsOf(contract: Contract): readonly DocumentEntry[] {
  return [...documents(), ...ownDocuments(contract.openapi)];
}
