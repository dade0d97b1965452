/** Explore one contract on one lane: the enumerated list first, then random plans until the budget is used, then races within a budget of their own. */
import { concurrentPlanAt } from '../generators/concurrency.ts';
import { enumerate, furtherPlans, partingPlans } from '../generators/enumerate.ts';
import { planAt, randomFamilies } from '../generators/plan-at.ts';
import type { PlanContext } from '../generators/plan-context.ts';
import { planCost } from '../generators/plan-cost.ts';
import type { Plan } from '../generators/plan.ts';
import { sizeProbe } from '../generators/size-probe.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Lane } from '../targets/target.ts';
import type { Trace } from '../targets/trace.ts';
import type { EngineOptions } from './engine-options.ts';
import type { Ledger } from './ledger.ts';
import { readTrace } from './reading/trace-reading.ts';

/** A plan is begun only when at least this many requests are left: what is cut short says little. */
const LEAST_REQUESTS = 12;

/** Races get one request for so many that exploring gets. */
const RACES_SHARE = 2;

/** Requests for the plans after which nothing else may be possible. */
const PARTING_REQUESTS = 120;

/** Races that are tried before the list goes on. */
const EARLY_RACES = 3;

/** Requests that reaching start states may take on top of a plan's own. */
const SET_UP_ALLOWANCE = 40;

/** What completes the list and random plans, in turn: the one finds what the list left out, the other what nobody thought of. */
function* rest(contract: Contract, context: PlanContext, seed: number): Generator<Plan> {
  const random = randomPlans(contract, context, seed);
  for (const plan of furtherPlans(contract, context)) {
    const drawn = random.next();
    if (drawn.done !== true) yield drawn.value;
    yield plan;
  }
  yield* random;
}

function* randomPlans(contract: Contract, context: PlanContext, seed: number): Generator<Plan> {
  const families = randomFamilies(contract, context);
  for (let index = 0; families.length > 0; index += 1) {
    for (const family of families) yield planAt(seed, contract, family, index, context);
  }
}

function* races(lane: Lane, seed: number, from: number, to: number): Generator<Plan> {
  for (let index = from; index < to; index += 1) {
    const plan = concurrentPlanAt(seed, lane.contract, index, lane);
    if (plan === null) return;
    yield plan;
  }
}

/** Performs plans one after the other within a budget of requests. */
class Expedition {
  readonly #lane: Lane;
  readonly #ledger: Ledger;
  readonly #options: EngineOptions;
  readonly #signal: AbortSignal;

  constructor(lane: Lane, ledger: Ledger, options: EngineOptions, signal: AbortSignal) {
    [this.#lane, this.#ledger, this.#options, this.#signal] = [lane, ledger, options, signal];
  }

  isStopped(): boolean {
    return this.#signal.aborted || (this.#options.stopAtFirst === true && this.#ledger.findings(this.#lane.contract.id).some(({ finding }) => finding.level === 'must'));
  }

  /** @returns the requests spent, and whether the plans came to their end before the budget did. */
  /** Perform one plan. */
  async perform(plan: Plan, maxRequests: number): Promise<Trace> {
    const trace = await this.#options.target.perform(this.#lane, plan, { kind: 'explore' }, maxRequests);
    this.#ledger.note(trace, this.#lane.contract);
    return trace;
  }

  async walk(plans: Iterable<Plan>, budget: number): Promise<{ readonly spent: number; readonly ended: boolean }> {
    let spent = 0;
    for (const plan of plans) {
      if (this.isStopped() || budget - spent < LEAST_REQUESTS) return { spent, ended: false };
      if (plan.hazardous && !this.#lane.sacrificial) continue;
      this.#ledger.progress({ kind: 'plan', contract: this.#lane.contract.id, title: plan.title, requests: spent, budget });
      const trace = await this.perform(plan, budget - spent + SET_UP_ALLOWANCE);
      spent += trace.exchanges.filter(({ role }) => role !== 'start').length;
    }
    return { spent, ended: true };
  }
}

/** The lane as the generators see it: with the size that maps may have, found out where the target does not say. */
async function placeOf(lane: Lane, expedition: Expedition): Promise<PlanContext> {
  const probe = sizeProbe(lane.contract, lane);
  if (probe === null || expedition.isStopped()) return lane;
  const trace = await expedition.perform(probe, SET_UP_ALLOWANCE);
  const accepted = readTrace(trace, lane.contract).writes.filter((seen) => seen.exchange.role === 'step' && seen.outcome === 'accepted').map((seen) => seen.ask.sent?.size ?? 0);
  const largest = Math.max(...accepted, 0);
  return largest === 0 || largest >= (lane.contract.quota.maxItems ?? 0) ? lane : { ...lane, maxItems: largest };
}

/** @returns whether the enumerated list was walked to its end. */
export async function exploreLane(lane: Lane, ledger: Ledger, options: EngineOptions, signal: AbortSignal): Promise<boolean> {
  const expedition = new Expedition(lane, ledger, options, signal);
  const context = await placeOf(lane, expedition);
  const plans = enumerate(lane.contract, context);
  const basics = plans.findIndex(({ family }) => family === 'access');
  const forRaces = Math.floor(options.budgetRequests / RACES_SHARE);
  const opening = await expedition.walk(plans.slice(0, basics), options.budgetRequests);
  // The commonest races come as soon as it is known how the effects behave one after the other.
  const early = await expedition.walk(races(lane, options.seed, 0, EARLY_RACES), forRaces);
  const list = await expedition.walk(plans.slice(basics), options.budgetRequests - opening.spent);
  const left = options.budgetRequests - opening.spent - list.spent - partingCost(lane);
  if (list.ended) await expedition.walk(rest(lane.contract, context, options.seed), left);
  await expedition.walk(races(lane, options.seed, EARLY_RACES, Number.POSITIVE_INFINITY), forRaces - early.spent);
  return list.ended && !signal.aborted;
}

/** Requests that are kept for the plans that come when everything else is done. */
function partingCost(lane: Lane): number {
  return lane.sacrificial ? partingPlans(lane.contract, lane).reduce((sum, plan) => sum + planCost(plan), 0) : 0;
}

/** Walk the plans after which nothing else may be possible on the lane's resource. @returns whether they came to their end. */
export async function partFromLane(lane: Lane, ledger: Ledger, options: EngineOptions, signal: AbortSignal): Promise<boolean> {
  const parting = await new Expedition(lane, ledger, options, signal).walk(partingPlans(lane.contract, lane), PARTING_REQUESTS);
  return parting.ended && !signal.aborted;
}
