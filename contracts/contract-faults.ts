/** Everything that is wrong with the data of a contract file. */
import { citationFaults } from './citations.ts';
import { originFaults } from './constraints.ts';
import type { Fault } from './contract-error.ts';
import { documents, ownDocuments, repeatedDocuments } from './documents.ts';
import { schemaFaults } from './meta-schema.ts';
import { operationFaults } from './operation-faults.ts';
import { asObject } from './plain-object.ts';
import { danglingRefs } from './references.ts';

function idFaults(data: unknown, id: string): readonly Fault[] {
  const stated = asObject(asObject(data)['info'])['x-id'];
  return typeof stated === 'string' && stated !== id ? [{ pointer: '/info/x-id', expected: `${id}, as the file is named`, found: stated }] : [];
}

/** What follows from a fault is left out: one fault per place, and none below a place that is already at fault. */
function withoutConsequences(faults: readonly Fault[]): readonly Fault[] {
  const kept: Fault[] = [];
  for (const fault of faults) {
    if (!kept.some(({ pointer }) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`))) kept.push(fault);
  }
  return kept;
}

/** All faults of a file's data, one per mistake; `id` is what the file name says. */
export function contractFaults(data: unknown, id: string): readonly Fault[] {
  return withoutConsequences([
    ...schemaFaults('contract.schema.json', data),
    ...idFaults(data, id),
    ...danglingRefs(data),
    ...operationFaults(data),
    ...originFaults(data),
    ...repeatedDocuments('/x-documents', ownDocuments(data), documents()),
    ...citationFaults(data, [...documents(), ...ownDocuments(data)]),
  ]);
}
