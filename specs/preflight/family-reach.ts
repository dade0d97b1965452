/** Which plan families are possible on a lane, how much of each, and what would allow more. */
import { raceKinds } from '../../generators/concurrency.ts';
import { partingPlans } from '../../generators/enumerate.ts';
import { planCost } from '../../generators/plan-cost.ts';
import { FAMILIES, type Family, type Plan } from '../../generators/plan.ts';
import { randomFamilies } from '../../generators/plan-at.ts';
import type { PlanContext } from '../../generators/plan-context.ts';
import type { Contract } from '../../contracts/contract.ts';
import { PARTING_REQUESTS, racesBudget } from '../budgets.ts';
import { plannedFor } from './planned.ts';

/** How far one family reaches on a lane. */
export interface FamilyReach {
  readonly family: Family;
  /** Plans of the list; of races their kinds. */
  readonly plans: number;
  /** Random plans follow while requests are left. */
  readonly random: boolean;
  /** Requests it is expected to take. */
  readonly requests: number;
  /** What would allow more of it. */
  readonly moreWith: readonly string[];
}

interface Capability {
  readonly words: string;
  /** The place with it; null when it has it already, or the contract has no use for it. */
  readonly add: (place: PlanContext, contract: Contract) => PlanContext | null;
}

function caller(name: PlanContext['callers'][number], words: string, isUsed: (contract: Contract) => boolean = () => true): Capability {
  return { words, add: (place, contract) => (place.callers.includes(name) || !isUsed(contract) ? null : { ...place, callers: [...place.callers, name] }) };
}

/** What a caller may supply, and what a service may offer. */
const CAPABILITIES: readonly Capability[] = [
  { words: 'a second --resource of the kind', add: (place) => (place.slots.includes('bystander') ? null : { ...place, slots: [...place.slots, 'bystander'] }) },
  { words: '--sacrificial', add: (place) => (place.sacrificial ? null : { ...place, sacrificial: true }) },
  caller('stranger', '--stranger-token or --stranger-os-cloud'),
  caller('member', '--token or --os-cloud beside the administrator\'s', ({ service }) => service.admin),
  caller('admin', '--admin-token or --admin-os-cloud', ({ service }) => !service.admin),
  { words: 'a service that announces its microversions', add: (place, { microversions }) => (place.maxMicroversion !== null || microversions === null ? null : { ...place, maxMicroversion: microversions.probe.at(-1) ?? microversions.max }) },
];

type Budget = { readonly budgetRequests: number; readonly readOnly: boolean };

type ByFamily = ReadonlyMap<Family, readonly Plan[]>;

function byFamily(plans: readonly Plan[]): ByFamily {
  return Map.groupBy(plans, ({ family }) => family);
}

/** What each capability would add plans to. */
function gains(contract: Contract, place: PlanContext, budget: Budget, now: ByFamily): (family: Family) => readonly string[] {
  const better = CAPABILITIES.flatMap(({ words, add }) => {
    const elsewhere = add(place, contract);
    return elsewhere === null ? [] : [{ words, plans: byFamily(plannedFor(contract, elsewhere, budget.readOnly)) }];
  });
  return (family) => better.filter(({ plans }) => (plans.get(family)?.length ?? 0) > (now.get(family)?.length ?? 0)).map(({ words }) => words);
}

function costOf(plans: readonly Plan[]): number {
  return plans.reduce((sum, plan) => sum + planCost(plan), 0);
}

/** Requests of each family: random plans take what the list leaves and the list is cut where it needs more, so that the whole is the budget. */
function costs(contract: Contract, place: PlanContext, budget: Budget, now: ByFamily): (family: Family) => number {
  const own = (family: Family): number => costOf(now.get(family) ?? []);
  if (budget.readOnly) return own;
  const whole = FAMILIES.reduce((sum, family) => sum + own(family), 0);
  const share = (budget.budgetRequests + Math.min(PARTING_REQUESTS, costOf(partingPlans(contract, place)))) / Math.max(whole, 1);
  return (family) => (family === 'concurrency' ? 0 : Math.round(own(family) * share));
}

/** The families of a lane's contract that could be tried somewhere, in the order of a run. */
export function familyReach(lane: PlanContext & { readonly contract: Contract }, budget: Budget): readonly FamilyReach[] {
  const { contract } = lane;
  const now = byFamily(plannedFor(contract, lane, budget.readOnly));
  const random: readonly Family[] = budget.readOnly ? [] : randomFamilies(contract, lane);
  const [moreWith, requests] = [gains(contract, lane, budget, now), costs(contract, lane, budget, now)];
  const races = budget.readOnly ? 0 : raceKinds(contract, lane);
  return FAMILIES.map((family): FamilyReach => {
    const isRaces = family === 'concurrency';
    return {
      family, plans: isRaces ? races : (now.get(family)?.length ?? 0), random: random.includes(family) || (isRaces && races > 0),
      requests: isRaces && races > 0 ? racesBudget(budget.budgetRequests) : requests(family), moreWith: moreWith(family),
    };
  }).filter(({ plans, moreWith: more }) => plans > 0 || more.length > 0);
}
