/** The server contract and plans on it, as the tests of this folder use them. */
import type { Contract } from '../../contracts/contract.ts';
import { findContracts } from '../../contracts/find-contracts.ts';
import type { Plan, Step } from '../../generators/plan.ts';

const shipped = findContracts();

/** A contract that comes with metaconform. */
export function shippedContract(id: string): Contract {
  return shipped.find((contract) => contract.id === id) as Contract;
}

/** A plan on servers; the bystander starts with one pair when the plan names it. */
export function plan(steps: readonly Step[], start: Plan['start'] = { subject: [['base', '1']] }, index = 1): Plan {
  return { contract: 'server', family: 'history', index, listed: true, title: 'a test', start, steps, hazardous: false };
}
