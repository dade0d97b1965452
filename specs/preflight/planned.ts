import type { Contract } from '../../contracts/contract.ts';
import { enumerate, furtherPlans, partingPlans } from '../../generators/enumerate.ts';
import type { PlanContext } from '../../generators/plan-context.ts';
import type { Plan } from '../../generators/plan.ts';
import { readingPlans } from '../../generators/reading-plans.ts';

/** The plans that a run makes for a contract at a place whatever its seed, in their order; of a run that must not write those that only read. */
export function plannedFor(contract: Contract, place: PlanContext, readOnly: boolean): readonly Plan[] {
  if (readOnly) return readingPlans(contract, place);
  return [enumerate, furtherPlans, partingPlans].flatMap((part) => part(contract, place)).filter(({ hazardous }) => place.sacrificial || !hazardous);
}
