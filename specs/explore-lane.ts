/** Explore one contract on one lane: the enumerated list first, then random plans until the budget is used. */
import { enumerate } from '../generators/enumerate.ts';
import { planAt, RANDOM_FAMILIES } from '../generators/random-plan.ts';
import type { Plan } from '../generators/plan.ts';
import type { Lane } from '../targets/target.ts';
import type { EngineOptions } from './engine.ts';
import type { Ledger } from './ledger.ts';

/** A random plan is begun only when at least this many requests are left: shorter ones say little. */
const LEAST_REQUESTS = 12;

function* randomPlans(lane: Lane, seed: number): Generator<Plan> {
  for (let index = 0; ; index += 1) {
    for (const family of RANDOM_FAMILIES) yield planAt(seed, lane.contract, family, index, lane);
  }
}

/** @returns whether the enumerated list was walked to its end. */
export async function exploreLane(lane: Lane, ledger: Ledger, options: EngineOptions, signal: AbortSignal): Promise<boolean> {
  let spent = 0;
  const perform = async (plan: Plan): Promise<void> => {
    ledger.progress({ kind: 'plan', contract: lane.contract.id, title: plan.title, requests: spent, budget: options.budgetRequests });
    const trace = await options.target.perform(lane, plan, { kind: 'explore' }, options.budgetRequests - spent);
    spent += trace.exchanges.length;
    ledger.note(trace, lane.contract);
  };
  const stop = (): boolean => signal.aborted || (options.stopAtFirst === true && ledger.findings(lane.contract.id).some(({ finding }) => finding.level === 'must'));
  const list = enumerate(lane.contract, lane).filter((plan) => !plan.hazardous || lane.sacrificial);
  for (const plan of list) {
    if (stop()) return false;
    if (options.budgetRequests - spent < 3) return false;
    await perform(plan);
  }
  for (const plan of randomPlans(lane, options.seed)) {
    if (stop() || options.budgetRequests - spent < LEAST_REQUESTS) break;
    if (!plan.hazardous || lane.sacrificial) await perform(plan);
  }
  return !signal.aborted;
}
