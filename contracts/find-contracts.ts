/** All contracts there are: the files below this folder, and those the caller names. */
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Contract } from './contract.ts';
import { ContractError } from './contract-error.ts';
import type { ContractFault } from './contract-error.ts';
import { contractId, loadContract } from './load-contract.ts';

/** Folders beside the contracts whose files are none. */
const NO_CONTRACTS = ['derive', 'derived', 'overlays'];

/** The contract files that come with metaconform, as absolute paths, sorted. */
export function contractFiles(): readonly string[] {
  return readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && !NO_CONTRACTS.some((folder) => name.startsWith(`${folder}${sep}`)))
    .map((name) => join(import.meta.dirname, name))
    .toSorted();
}

function repeatedIds(files: readonly string[]): readonly ContractFault[] {
  const first = new Map<string, string>();
  return files.flatMap((file) => {
    const id = contractId(file);
    const other = first.get(id);
    first.set(id, other ?? file);
    return other === undefined ? [] : [{ file, pointer: '', line: null, expected: `a file name (the contract's id) of its own`, found: `${id}, which is ${other}` }];
  });
}

/**
 * Load every contract below `contracts/` and each extra file; sorted by id.
 * @throws ContractError with the faults of all files, repeated ids among them.
 */
export function findContracts(extraFiles: readonly string[] = []): Contract[] {
  if (extraFiles.length > 0) return loadAll(extraFiles);
  builtIn ??= loadAll([]);
  return [...builtIn];
}

/** The contracts that come along; frozen, and read once. */
let builtIn: readonly Contract[] | null = null;

function loadAll(extraFiles: readonly string[]): Contract[] {
  const files = [...contractFiles(), ...extraFiles];
  const faults: ContractFault[] = [...repeatedIds(files)];
  const contracts: Contract[] = [];
  for (const file of files) {
    try {
      contracts.push(loadContract(file));
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      faults.push(...error.faults);
    }
  }
  if (faults.length > 0) throw new ContractError(faults);
  return contracts.toSorted((left, right) => (left.id < right.id ? -1 : 1));
}
