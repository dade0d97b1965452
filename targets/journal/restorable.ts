/** Whether an original could be sent back: a run must not touch what it could not put back. */
import type { Contract, JsonPointer } from '../../contracts/contract.ts';
import { violationsAt } from '../../contracts/violations.ts';
import type { JsonMap } from '../json-map.ts';

/** Whether a contract says that servers refuse it. What they may take or refuse is left to the target, which is asked before anything is changed. */
function isRefused(contract: Contract, schema: JsonPointer, value: unknown): boolean {
  return violationsAt(contract, schema, value).some(({ constraint }) => constraint === null || contract.constraints.get(constraint)?.beyond !== 'either');
}

/** Why an original could not be sent back under its contract, without its keys and values; null when it could, as far as the contract tells. */
export function whyNotRestorable(contract: Contract, original: JsonMap): string | null {
  const keys = [...original.keys()].filter((key) => isRefused(contract, contract.keySchema, key)).length;
  const values = [...original.values()].filter((value) => isRefused(contract, contract.valueSchema, value)).length;
  if (keys + values === 0) return null;
  return `Of its ${original.size} pairs ${keys} have a key and ${values} a value that contract ${contract.id} does not allow to be sent.`;
}
