import type { ContractId } from '../../contracts/contract.ts';
import type { Wishes } from './resource-kind.ts';

/** What a target may make for itself. */
export interface ProvisionConfig extends Wishes {
  /** Contracts whose resources are made where too few are named. */
  readonly contracts: readonly ContractId[];
}
