/** Whether an original could be sent back: a run must not touch what it could not put back. */
import type { Contract } from '../../contracts/contract.ts';
import { validityOf } from '../../generators/schema-validity.ts';
import type { JsonMap } from '../json-map.ts';

/** Why an original could not be sent back under its contract, without its keys and values; null when it could. */
export function whyNotRestorable(contract: Contract, original: JsonMap): string | null {
  const keyIsValid = validityOf(contract, contract.keySchema);
  const valueIsValid = validityOf(contract, contract.valueSchema);
  const keys = [...original.keys()].filter((key) => !keyIsValid(key)).length;
  const values = [...original.values()].filter((value) => !valueIsValid(value)).length;
  if (keys + values === 0) return null;
  return `Of its ${original.size} pairs ${keys} have a key and ${values} a value that contract ${contract.id} does not allow to be sent.`;
}
