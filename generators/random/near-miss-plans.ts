/** Random near misses: one broken constraint inside a short history. */
import * as fc from 'fast-check';
import type { Contract } from '../../contracts/contract.ts';
import { entriesFrom } from '../entries.ts';
import { keyPools } from '../keys.ts';
import { isAddressable } from '../limits.ts';
import { nearMissArbitrary } from '../near-miss-arbitrary.ts';
import type { PlanContext } from '../plan-context.ts';
import type { Step } from '../plan.ts';
import { sendingEffects, upsertAs, type SendingEffect } from '../steps.ts';
import { stepsOver } from './history-plans.ts';
import type { RandomPlan } from './random-plan.ts';

/** One near miss by one effect; where its key cannot stand in a URL, a plain one does, and the mismatch is a second fault only in the path. */
function missSteps(contract: Contract): fc.Arbitrary<Step> {
  return fc.constantFrom<SendingEffect>(...sendingEffects(contract)).chain((effect) => nearMissArbitrary(contract, effect).map((miss): Step => {
    if (effect !== 'upsert') return { op: effect, slot: 'subject', entries: miss.entries };
    return upsertAs(miss.entries.at(-1)?.[0] ?? 'k', miss.entries);
  })).filter((step) => step.op !== 'upsert' || isAddressable(contract, step.urlKey));
}

/** Valid, refused, valid, refused, valid: refusals must leave no trace in what follows. */
export function nearMissPlans(contract: Contract, context: PlanContext): fc.Arbitrary<RandomPlan> {
  return keyPools(contract, 2, 4).chain((pool) => {
    const valid = stepsOver(contract, context, pool);
    const steps = fc.tuple(valid, missSteps(contract), missSteps(contract), valid, missSteps(contract), valid);
    return fc.record({ start: entriesFrom(contract, pool), steps }).map(({ start, steps: list }) => ({ title: 'random near misses in a history', start: { subject: start }, steps: list }));
  });
}
