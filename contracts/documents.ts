/** The documents that contracts are read from, and the de facto sources that choices rest on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentEntry } from './contract.ts';
import { ContractError } from './contract-error.ts';
import type { Fault } from './contract-error.ts';
import { deepFreeze } from './deep-freeze.ts';
import { schemaFaults } from './meta-schema.ts';

let loaded: readonly DocumentEntry[] | null = null;

function repeatedIds(entries: readonly DocumentEntry[]): readonly Fault[] {
  return entries.flatMap(({ id }, index) =>
    entries.findIndex((entry) => entry.id === id) === index ? [] : [{ pointer: `/documents/${index}/id`, expected: 'an id of its own', found: `${id} again` }]);
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
  const faults = invalid.length > 0 ? invalid : repeatedIds(data.documents);
  if (faults.length > 0) throw new ContractError(faults.map((fault) => ({ file, line: null, ...fault })));
  loaded = deepFreeze(data.documents);
  return loaded;
}
