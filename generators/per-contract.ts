/** Derivations that are made once per contract. */
import type { Contract } from '../contracts/contract.ts';

/** A pure function of a contract that remembers what it gave; contracts are frozen, so that is safe. */
export function perContract<T>(derive: (contract: Contract) => T): (contract: Contract) => T {
  const known = new WeakMap<Contract, { readonly derived: T }>();
  return (contract) => {
    const found = known.get(contract);
    if (found !== undefined) return found.derived;
    const derived = derive(contract);
    known.set(contract, { derived });
    return derived;
  };
}
