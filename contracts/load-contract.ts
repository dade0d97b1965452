/** From a contract file to a {@link Contract}, or to everything that is wrong with it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { assembleContract } from './assemble-contract.ts';
import { originFaults } from './constraints.ts';
import type { Contract } from './contract.ts';
import { ContractError } from './contract-error.ts';
import type { ContractFault, Fault } from './contract-error.ts';
import { documents } from './documents.ts';
import { schemaFaults } from './meta-schema.ts';
import { operationFaults } from './operations.ts';
import { asObject } from './plain-object.ts';
import { readYaml } from './read-yaml.ts';
import { citationFaults, danglingRefs } from './references.ts';

/** A contract's id: the file name without `.yaml`. */
export function contractId(file: string): string {
  return basename(file).replace(/\.ya?ml$/, '');
}

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

function faultsOf(data: unknown, id: string): readonly Fault[] {
  return withoutConsequences([
    ...schemaFaults('contract.schema.json', data),
    ...idFaults(data, id),
    ...danglingRefs(data),
    ...operationFaults(data),
    ...originFaults(data),
    ...citationFaults(data, documents()),
  ]);
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const found = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ContractError([{ file, pointer: '', line: null, expected: 'a file that can be read', found }]);
  }
}

/**
 * Read one contract file; the result is deeply frozen.
 * @throws ContractError with all faults of the file.
 */
export function loadContract(file: string): Contract {
  const bytes = readBytes(file);
  const yaml = readYaml(bytes.toString('utf8'));
  const faults = yaml.fault === null ? faultsOf(yaml.data, contractId(file)) : [yaml.fault];
  if (faults.length > 0) throw new ContractError(faults.map((fault): ContractFault => ({ file, line: yaml.lineOf(fault.pointer), ...fault })));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return assembleContract(yaml.data, { id: contractId(file), file: resolve(file), sha256 });
}
