/** The enumerated list: effect x class, the same for every seed, the commonest defects first. */
import type { Contract } from '../contracts/contract.ts';
import { accesses } from './list/accesses.ts';
import { addressing } from './list/addressing.ts';
import { boundaries } from './list/boundaries.ts';
import { bystanders } from './list/bystanders.ts';
import { fitted, type Draft, type Section } from './list/draft.ts';
import { histories } from './list/histories.ts';
import { namedKeys } from './list/named-keys.ts';
import { protocol } from './list/protocol.ts';
import { quotas } from './list/quotas.ts';
import { refusals } from './list/refusals.ts';
import { states } from './list/states.ts';
import { versions } from './list/versions.ts';
import type { PlanContext } from './plan-context.ts';
import type { Family, Plan } from './plan.ts';

const SECTIONS: readonly Section[] = [histories, boundaries, quotas, refusals, bystanders, accesses, addressing, protocol, states, versions, namedKeys];

/** What opens the list, then what completes it; the order is otherwise kept. */
function ordered(drafts: readonly Draft[]): readonly Draft[] {
  return [...drafts.filter(({ later }) => later !== true), ...drafts.filter(({ later }) => later === true)];
}

/**
 * All listed plans of a contract at a place, in the order in which they are run; the index counts within the family. The first half tries every class by
 * the effect that is likeliest to show a defect; the second tries the rest of the effects, so that a small request budget still sees the essence.
 */
export function enumerate(contract: Contract, context: PlanContext): readonly Plan[] {
  const next = new Map<Family, number>();
  return ordered(SECTIONS.flatMap((section) => section(contract, context))).flatMap((draft): Plan[] => {
    const plan = fitted(draft, contract, context);
    if (plan === null) return [];
    const index = next.get(plan.family) ?? 0;
    next.set(plan.family, index + 1);
    return [{ ...plan, index }];
  });
}
