/** The generators of the suite as fast-check arbitraries for somebody's own properties. */
import * as fc from 'fast-check';
import type { Contract } from '../contracts/contract.ts';
import { smallMaps } from '../generators/entries.ts';
import { enumerate } from '../generators/enumerate.ts';
import { nearMissArbitrary } from '../generators/near-miss-arbitrary.ts';
import type { NearMiss } from '../generators/near-miss.ts';
import { planArbitrary, randomFamilies } from '../generators/plan-at.ts';
import type { PlanContext } from '../generators/plan-context.ts';
import type { Plan } from '../generators/plan.ts';
import { sendingEffects, type SendingEffect } from '../generators/steps.ts';

/** A metadata map as JSON has it. */
export type MetadataMap = Readonly<Record<string, string>>;

/** A place where nothing is known but that there are two resources and their owner: what plans are made for unless told otherwise. */
function anyPlace(contract: Contract): PlanContext {
  const version = contract.service.versions[0] ?? '';
  return { slots: ['subject', 'bystander'], callers: ['owner'], sacrificial: false, routes: [{ version, project: contract.service.project === 'required' }], maxItems: null, maxMicroversion: null };
}

/** Maps of up to 12 pairs that the contract obliges a server to accept and to keep as they are; they shrink to smaller such maps. */
export function validMaps(contract: Contract): fc.Arbitrary<MetadataMap> {
  return smallMaps(contract, anyPlace(contract)).map((entries) => Object.fromEntries(entries) as MetadataMap);
}

/**
 * Bodies of an effect that break exactly one constraint of the contract, which each of them names.
 * @throws {RangeError} when the contract has no such effect.
 */
export function nearMisses(contract: Contract, effect: SendingEffect): fc.Arbitrary<NearMiss> {
  const offered = sendingEffects(contract);
  if (!offered.includes(effect)) throw new RangeError(`nearMisses(): the contract ${contract.id} has no ${effect}; it has ${offered.join(', ')}.`);
  return nearMissArbitrary(contract, effect);
}

/**
 * Random plans of every family that makes sense at a place: what a run sends beside the list.
 * @param place default: two resources and their owner, by the first version prefix of the contract.
 */
export function plans(contract: Contract, place: PlanContext = anyPlace(contract)): fc.Arbitrary<Plan> {
  const families = randomFamilies(contract, place).flatMap((family) => planArbitrary(contract, family, place) ?? []);
  return fc.oneof(...families).map((plan) => ({ ...plan, index: 0 }));
}

/**
 * The enumerated plans of a contract, effect by class: what every run sends first, whatever its seed.
 * @param place default: two resources and their owner, by the first version prefix of the contract.
 */
export function listedPlans(contract: Contract, place: PlanContext = anyPlace(contract)): readonly Plan[] {
  return enumerate(contract, place);
}
