/** Random histories: a few keys, all effects, so that overwrites, removals, re-creations and repeated writes happen. */
import * as fc from 'fast-check';
import type { Contract } from '../../contracts/contract.ts';
import { entriesFrom, largeMaps } from '../entries.ts';
import { keyPools } from '../keys.ts';
import { isAddressable } from '../limits.ts';
import type { PlanContext } from '../plan-context.ts';
import type { Entry, Route, Step } from '../plan.ts';
import { isPossible, merge, readItem, readMap, readResource, removal, replace, upsert } from '../steps.ts';
import { validValues } from '../values.ts';
import type { RandomPlan } from './random-plan.ts';

/** A kind of step, how often it is drawn, and an example that tells whether the contract has it. */
interface Weighted {
  readonly weight: number;
  readonly like: Step;
  readonly arbitrary: fc.Arbitrary<Step>;
}

function itemSteps(contract: Contract, pool: readonly string[]): readonly Weighted[] {
  const keys = pool.filter((key) => isAddressable(contract, key));
  if (keys.length === 0) return [];
  const key = fc.constantFrom(...keys);
  return [
    { weight: 4, like: upsert('k', 'v'), arbitrary: fc.tuple(key, validValues(contract)).map(([name, value]) => upsert(name, value)) },
    { weight: 3, like: removal(contract, 'k'), arbitrary: key.map((name) => removal(contract, name)) },
    { weight: 1, like: readItem('k'), arbitrary: key.map((name) => readItem(name)) },
  ];
}

function mapSteps(contract: Contract, context: PlanContext, pool: readonly string[]): readonly Weighted[] {
  const entries = entriesFrom(contract, pool);
  return [
    { weight: 5, like: merge([]), arbitrary: entries.map((list) => merge(list)) },
    { weight: 3, like: replace([]), arbitrary: entries.map((list) => replace(list)) },
    { weight: 1, like: replace([]), arbitrary: largeMaps(contract, context).map((list) => replace(list)) },
    { weight: 1, like: readMap(), arbitrary: fc.constant(readMap()) },
    { weight: 1, like: readResource(), arbitrary: fc.constant(readResource()) },
  ];
}

/** One step over a pool of keys, by any effect the contract has. */
export function stepsOver(contract: Contract, context: PlanContext, pool: readonly string[]): fc.Arbitrary<Step> {
  const weighted = [...mapSteps(contract, context, pool), ...itemSteps(contract, pool)];
  return fc.oneof(...weighted.filter(({ like }) => isPossible(contract, context, like)));
}

function byRoute(step: Step, route: Route | undefined): Step {
  return route === undefined || step.op === 'concurrent' || step.op === 'action' ? step : { ...step, route };
}

/** Some steps twice in a row: the second must change nothing. */
function repeated(steps: readonly { readonly step: Step; readonly twice: boolean; readonly route: Route | undefined }[]): readonly Step[] {
  return steps.flatMap(({ step, twice, route }) => (twice ? [byRoute(step, route), step] : [byRoute(step, route)]));
}

function routeOf(context: PlanContext): fc.Arbitrary<Route | undefined> {
  const others = context.routes.slice(1);
  return others.length === 0 ? fc.constant(undefined) : fc.oneof({ weight: 4, arbitrary: fc.constant<Route | undefined>(undefined) }, { weight: 1, arbitrary: fc.constantFrom<Route | undefined>(...others) });
}

/** Histories of 4 to 8 steps (more where one is repeated). */
export function historyPlans(contract: Contract, context: PlanContext): fc.Arbitrary<RandomPlan> {
  return keyPools(contract, 2, 6).chain((pool) => {
    const one = fc.record({ step: stepsOver(contract, context, pool), twice: fc.integer({ min: 0, max: 5 }).map((roll) => roll === 0), route: routeOf(context) });
    const start: fc.Arbitrary<readonly Entry[]> = entriesFrom(contract, pool);
    return fc.record({ start, steps: fc.array(one, { minLength: 4, maxLength: 8, size: 'max' }).map(repeated) }).map(({ start: subject, steps }) => ({ title: 'random history', start: { subject }, steps }));
  });
}
