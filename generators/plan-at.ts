/** Random plans: plan `index` of a family is a pure function of the seed, the contract, the family and the index. */
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import type { Contract } from '../contracts/contract.ts';
import type { PlanContext } from './plan-context.ts';
import type { Family, Plan } from './plan.ts';
import { historyPlans } from './random/history-plans.ts';
import { nearMissPlans } from './random/near-miss-plans.ts';
import { addressingPlans, boundaryPlans, bystanderPlans } from './random/other-plans.ts';
import type { RandomPlan } from './random/random-plan.ts';

/** Families that have random plans; the others are spent with the enumerated list. */
export const RANDOM_FAMILIES = ['history', 'boundary', 'near-miss', 'addressing', 'bystander'] as const satisfies readonly Family[];
export type RandomFamily = (typeof RANDOM_FAMILIES)[number];

function drawn(contract: Contract, family: RandomFamily, context: PlanContext): fc.Arbitrary<RandomPlan> | null {
  switch (family) {
    case 'history': return historyPlans(contract, context);
    case 'boundary': return boundaryPlans(contract, context);
    case 'near-miss': return nearMissPlans(contract, context);
    case 'addressing': return addressingPlans(contract, context);
    case 'bystander': return bystanderPlans(contract, context);
  }
}

type PlanArbitrary = fc.Arbitrary<Omit<Plan, 'index'>> | null;

/** Building an arbitrary costs far more than drawing from it, so each is built once for a contract and a place. */
const built = new WeakMap<Contract, WeakMap<PlanContext, Map<RandomFamily, PlanArbitrary>>>();

/** The plans of a family at a place, before they are numbered; null where the contract or the place has no use for the family. */
export function planArbitrary(contract: Contract, family: RandomFamily, context: PlanContext): PlanArbitrary {
  const places = built.get(contract) ?? new WeakMap<PlanContext, Map<RandomFamily, PlanArbitrary>>();
  built.set(contract, places);
  const families = places.get(context) ?? new Map<RandomFamily, PlanArbitrary>();
  places.set(context, families);
  const known = families.get(family);
  if (known !== undefined) return known;
  const made = build(contract, family, context);
  families.set(family, made);
  return made;
}

function build(contract: Contract, family: RandomFamily, context: PlanContext): PlanArbitrary {
  return drawn(contract, family, context)?.map((plan) => ({ contract: contract.id, family, listed: false, hazardous: false, ...plan })) ?? null;
}

/** The families with random plans that a contract can have at a place. */
export function randomFamilies(contract: Contract, context: PlanContext): readonly RandomFamily[] {
  return RANDOM_FAMILIES.filter((family) => planArbitrary(contract, family, context) !== null);
}

/** A plan's own seed: 32 bits of a hash of what names it. */
export function planSeed(seed: number, contract: string, family: Family, index: number): number {
  return createHash('sha256').update(JSON.stringify([seed, contract, family, index])).digest().readInt32BE(0);
}

/**
 * Random plan `index` of a family.
 * @throws RangeError when the contract or the place has no use for the family; {@link randomFamilies} says which it has.
 */
export function planAt(seed: number, contract: Contract, family: RandomFamily, index: number, context: PlanContext): Plan {
  const plans = planArbitrary(contract, family, context);
  if (plans === null) throw new RangeError(`The family ${family} has no random plans for ${contract.id} here; it has ${randomFamilies(contract, context).join(', ')}.`);
  // Without bias: the weights of the arbitraries are the spread we want, and one draw would otherwise often be the smallest.
  const [plan] = fc.sample(fc.noBias(plans), { seed: planSeed(seed, contract.id, family, index), numRuns: 1 });
  return { ...(plan as Omit<Plan, 'index'>), index };
}
