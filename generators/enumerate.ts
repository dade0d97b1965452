/** The enumerated list: effect x class, the same for every seed, the commonest defects first. */
import type { Contract } from '../contracts/contract.ts';
import { accesses } from './list/accesses.ts';
import { addressing } from './list/addressing.ts';
import { boundaries } from './list/boundaries.ts';
import { bystanders } from './list/bystanders.ts';
import { fitted, type Draft, type Section } from './list/draft.ts';
import { histories } from './list/histories.ts';
import { namedKeys } from './list/named-keys.ts';
import { placeOf } from './list/order.ts';
import { protocol } from './list/protocol.ts';
import { quotas } from './list/quotas.ts';
import { refusals } from './list/refusals.ts';
import { states } from './list/states.ts';
import { versions } from './list/versions.ts';
import type { PlanContext } from './plan-context.ts';
import type { Family, Plan } from './plan.ts';

const SECTIONS: readonly Section[] = [histories, boundaries, quotas, refusals, bystanders, accesses, addressing, protocol, states, versions, namedKeys];

/** When a plan's turn comes: with the list, after it where requests are left, or when everything else is done. */
type Turn = 'listed' | 'further' | 'parting';

function turnOf({ later, last }: Draft): Turn {
  return last === true ? 'parting' : later === true ? 'further' : 'listed';
}

function plansOf(contract: Contract, context: PlanContext, turn: Turn): readonly Plan[] {
  const next = new Map<Family, number>();
  const drafts = SECTIONS.flatMap((section) => section(contract, context));
  const inTurn = (['listed', 'further', 'parting'] as const).flatMap((each) => drafts.filter((draft) => turnOf(draft) === each).toSorted((a, b) => placeOf(a) - placeOf(b)));
  return inTurn.flatMap((draft): Plan[] => {
    const plan = fitted(draft, contract, context);
    if (plan === null) return [];
    const index = next.get(plan.family) ?? 0;
    next.set(plan.family, index + 1);
    return turnOf(draft) === turn ? [{ ...plan, index }] : [];
  });
}

/**
 * The list: plans that try every class by the effects that are likeliest to show a defect, in the order in which they are run; the index counts within the
 * family. It is the same for every seed.
 */
export function enumerate(contract: Contract, context: PlanContext): readonly Plan[] {
  return plansOf(contract, context, 'listed');
}

/** Plans that complete the list where requests are left: effects with classes that a sibling effect was tried with. */
export function furtherPlans(contract: Contract, context: PlanContext): readonly Plan[] {
  return plansOf(contract, context, 'further');
}

/** Plans of the list that may leave the resource so that no other plan could start: keys that stay, keys that make it unreadable. */
export function partingPlans(contract: Contract, context: PlanContext): readonly Plan[] {
  return plansOf(contract, context, 'parting');
}
