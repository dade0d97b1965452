/** What is wrong with contract files, all of it at once. */
import type { JsonPointer } from './contract.ts';

/** One thing that is wrong with one file. */
export interface ContractFault {
  /** Path of the file as it was given. */
  readonly file: string;
  /** Place of the faulty or missing member; `''` for the file as a whole. */
  readonly pointer: JsonPointer;
  /** Line of that place, or of the nearest place above it that exists; null when there is none. */
  readonly line: number | null;
  readonly expected: string;
  readonly found: string;
}

/** A fault before it is tied to a file and a line. */
export type Fault = Pick<ContractFault, 'pointer' | 'expected' | 'found'>;

function lineOf(fault: ContractFault): string {
  const line = fault.line === null ? '' : `:${fault.line}`;
  return `${fault.file}${line} at ${fault.pointer === '' ? 'the root' : fault.pointer}: expected ${fault.expected}, found ${fault.found}`;
}

/** Contract files that cannot be used. The message has one line per fault; see docs/contract-format.md for what is allowed. */
export class ContractError extends Error {
  readonly code = 'CONTRACT_INVALID';
  readonly faults: readonly ContractFault[];

  constructor(faults: readonly ContractFault[]) {
    super([...faults.map(lineOf), 'Correct the file (the format is in docs/contract-format.md) and run again.'].join('\n'));
    this.name = 'ContractError';
    this.faults = faults;
  }
}
