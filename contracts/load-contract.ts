/** From a contract file to a {@link Contract}, or to everything that is wrong with it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { assembleContract } from './assemble-contract.ts';
import type { Contract } from './contract.ts';
import { ContractError } from './contract-error.ts';
import type { ContractFault } from './contract-error.ts';
import { contractFaults } from './contract-faults.ts';
import { readYaml } from './read-yaml.ts';

/** A contract's id: the file name without `.yaml`. */
export function contractId(file: string): string {
  return basename(file).replace(/\.ya?ml$/, '');
}

/**
 * The contract in a text; `file` gives it its id and stands in messages. The result is deeply frozen.
 * @throws ContractError with all faults of the text.
 */
export function parseContract(text: string, file: string): Contract {
  const id = contractId(file);
  const yaml = readYaml(text);
  const faults = yaml.fault === null ? contractFaults(yaml.data, id) : [yaml.fault];
  if (faults.length > 0) throw new ContractError(faults.map((fault): ContractFault => ({ file, line: yaml.lineOf(fault.pointer), ...fault })));
  const sha256 = createHash('sha256').update(text).digest('hex');
  return assembleContract(yaml.data, { id, file: resolve(file), sha256 });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
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
  return parseContract(readText(file), file);
}
