/** Bodies against a contract's schemas: what this cloud refuses of all that breaks them. */
import type { Contract, JsonPointer } from '../../contracts/contract.ts';
import { schemaValidator } from '../../contracts/schema-validator.ts';
import type { Violation } from '../../contracts/schema-validator.ts';
import { toPlain } from './json.ts';
import type { Json } from './json.ts';
import { serviceOf, serviceType } from './services.ts';

/** Where a contract leaves the server free, this cloud takes what Nova takes: some more keys, and every value that is text. */
function isTaken(contract: Contract, violation: Violation): boolean {
  if (violation.keyword !== 'pattern' || contract.constraints.get(violation.constraint)?.beyond !== 'either') return false;
  const { keyPattern } = serviceOf(serviceType(contract));
  return violation.key === null || (keyPattern !== null && keyPattern.test(violation.key));
}

function sentence({ instancePath, key, message }: Violation): string {
  const field = key ?? (instancePath === '' ? null : instancePath.slice(instancePath.lastIndexOf('/') + 1));
  return field === null ? `The body ${message}` : `Invalid input for field/attribute ${field}. It ${message}`;
}

/** What is wrong with a value, in one sentence; null when this cloud takes it. */
export function schemaProblem(contract: Contract, schema: JsonPointer, value: Json): string | null {
  const refused = schemaValidator(contract, schema)(toPlain(value)).find((violation) => !isTaken(contract, violation));
  return refused === undefined ? null : sentence(refused);
}
