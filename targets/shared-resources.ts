/** Which contracts speak about the same physical resources. */
import type { Contract, ContractId } from '../contracts/contract.ts';

/** Service type and noun per contract; contracts with the same noun and a service type in common share the name. */
export function sharedNames(contracts: readonly Contract[]): ReadonlyMap<ContractId, string> {
  return new Map(contracts.map((contract) => {
    const first = contracts.find((other) => other.resource.noun === contract.resource.noun && other.service.types.some((type) => contract.service.types.includes(type))) ?? contract;
    return [contract.id, `${first.service.types[0]}/${first.resource.noun}`];
  }));
}
