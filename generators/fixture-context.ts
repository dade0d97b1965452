/** Places to make plans for, and contracts to make them by, for tests of the generators. */
import type { Contract, Effect } from '../contracts/contract.ts';
import { findContracts } from '../contracts/find-contracts.ts';
import type { PlanContext } from './plan-context.ts';

/** A place where everything is possible. */
export const EVERYWHERE: PlanContext = {
  slots: ['subject', 'bystander'], callers: ['owner', 'admin', 'reader', 'stranger', 'member', 'nobody', 'bad-token'], sacrificial: true,
  routes: [{ version: '/v2.1', project: false }, { version: '/v2.1', project: true }, { version: '/v2', project: false }], maxItems: null, maxMicroversion: '2.93',
};

/** A place with the least: one resource, one caller and no caller, one route, nothing may be disturbed. */
export const BARE: PlanContext = {
  slots: ['subject'], callers: ['owner', 'nobody', 'bad-token'], sacrificial: false, routes: [{ version: '/v2.1', project: false }], maxItems: null, maxMicroversion: null,
};

/** A contract with some of its effects only, as a smaller API would have it. */
export function withEffects(contract: Contract, effects: readonly Effect[]): Contract {
  return { ...contract, id: `${contract.id}-${effects.join('-')}`, operations: contract.operations.filter(({ effect }) => effects.includes(effect)) };
}

/** The contracts of this repository. */
export const CONTRACTS: readonly Contract[] = findContracts();

/** One of them. */
export function contractNamed(id: string): Contract {
  const found = CONTRACTS.find((contract) => contract.id === id);
  if (found === undefined) throw new Error(`There is no contract ${id} among ${CONTRACTS.map((contract) => contract.id).join(', ')}.`);
  return found;
}
