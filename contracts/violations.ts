/** What of a contract's schema a value breaks, for callers with one value at hand. */
import type { Contract, JsonPointer } from './contract.ts';
import { schemaValidator, type Violation } from './schema-validator.ts';

/** The violations of a value under the schema at a pointer of the contract file; none when it fits. Compiled schemas are remembered per contract. */
export function violationsAt(contract: Contract, pointer: JsonPointer, value: unknown): readonly Violation[] {
  return schemaValidator(contract, pointer)(value);
}
