/** Explore one contract on one lane: the enumerated list first, then random plans until the budget is used, then races within a budget of their own. */
import { concurrentPlanAt, raceKinds } from '../generators/concurrency.ts';
import { enumerate, furtherPlans, partingPlans } from '../generators/enumerate.ts';
import { isOpening } from '../generators/list/order.ts';
import { planAt, randomFamilies } from '../generators/plan-at.ts';
import type { PlanContext } from '../generators/plan-context.ts';
import { planCost } from '../generators/plan-cost.ts';
import { readingPlans } from '../generators/reading-plans.ts';
import type { Plan } from '../generators/plan.ts';
import { sizeProbe } from '../generators/size-probe.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Lane } from '../targets/target.ts';
import type { Trace } from '../targets/trace.ts';
import { PARTING_REQUESTS, racesBudget } from './budgets.ts';
import type { EngineOptions } from './engine-options.ts';
import { isWorthRepeating, lostRequests } from './lost-requests.ts';
import type { Ledger } from './ledger.ts';
import { readTrace } from './reading/trace-reading.ts';
import { needsReplaceToUndo } from './unremovable-keys.ts';

/** A plan is begun only when at least this many requests are left: what is cut short says little. */
const LEAST_REQUESTS = 12;

/** Races that are tried before the list goes on. */
const EARLY_RACES = 2;

/** Plans of the list between two races. */
const PLANS_BETWEEN = 3;

/** Requests that reaching start states may take on top of a plan's own. */
const SET_UP_ALLOWANCE = 40;

/** How often a plan is performed of which trouble leaves something undone. */
const MOST_ATTEMPTS = 3;

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

function exploringBudget(options: EngineOptions): number {
  return options.budgetRequests + racesBudget(options.budgetRequests);
}

/** Most that a contract's plans can spend: exploring, races, parting plans. Set-up and the confirmation of findings count apart. */
export function wholeBudget(options: EngineOptions): number {
  return exploringBudget(options) + PARTING_REQUESTS;
}

/** Performs plans one after the other within a budget of requests. */
class Expedition {
  readonly #lane: Lane;
  readonly #ledger: Ledger;
  readonly #options: EngineOptions;
  readonly #signal: AbortSignal;
  /** Requests of the contract's whole budget that are behind it. */
  #behind: number;
  /** Requests that reaching start states may still take: a target on which none is reached would else be asked for ever. */
  #setUpLeft: number;
  /** Requests that may still be lost to trouble, which is no part of what exploring may spend: a target that is hard to talk to is tried as thoroughly as others. */
  #troubleLeft: number;

  constructor(lane: Lane, ledger: Ledger, options: EngineOptions, signal: AbortSignal, behind = 0) {
    [this.#lane, this.#ledger, this.#options, this.#signal, this.#behind] = [lane, ledger, options, signal, behind];
    this.#setUpLeft = exploringBudget(options);
    this.#troubleLeft = exploringBudget(options);
  }

  isStopped(): boolean {
    return this.#signal.aborted || this.#ledger.isLost(this.#lane.contract.id) || (this.#options.stopAtFirst === true && this.#ledger.findings(this.#lane.contract.id).some(({ finding }) => finding.level === 'must'));
  }

  /** Perform one plan. */
  async perform(plan: Plan, maxRequests: number): Promise<Trace> {
    const trace = await this.#options.target.perform(this.#lane, plan, { kind: 'explore' }, maxRequests, this.#signal);
    this.#ledger.note(trace, this.#lane.contract);
    return trace;
  }

  /** Perform a plan, and again where trouble has left something of it undone. @returns the requests it spent of the budget. */
  async #performToItsEnd(plan: Plan, maxRequests: number): Promise<number> {
    for (let attempt = 1; !this.isStopped(); attempt += 1) {
      const trace = await this.perform(plan, maxRequests);
      if (attempt < MOST_ATTEMPTS && this.#troubleLeft > 0 && isWorthRepeating(trace)) {
        // What has to be done again was lost as a whole.
        this.#troubleLeft -= trace.exchanges.length;
        continue;
      }
      const [lost, setUp] = [lostRequests(trace), trace.exchanges.filter(({ role }) => role === 'start').length];
      this.#troubleLeft -= lost;
      this.#setUpLeft -= setUp;
      return trace.exchanges.length - lost - setUp;
    }
    return 0;
  }

  #mayPerform(plan: Plan): boolean {
    if (plan.hazardous && !this.#lane.sacrificial) return false;
    return !this.#ledger.replaceLeavesKeys(this.#lane.contract.id) || !needsReplaceToUndo(plan, this.#lane.contract);
  }

  /** @returns the requests spent, and whether the plans came to their end before the budget did. */
  async walk(plans: Iterable<Plan>, budget: number): Promise<{ readonly spent: number; readonly ended: boolean }> {
    let spent = 0;
    for (const plan of plans) {
      if (this.isStopped() || this.#setUpLeft <= 0 || this.#troubleLeft <= 0 || budget - spent < LEAST_REQUESTS) return { spent, ended: false };
      if (!this.#mayPerform(plan)) continue;
      this.#ledger.progress({ kind: 'plan', contract: this.#lane.contract.id, title: plan.title, requests: this.#behind, sent: this.#options.target.requests().total });
      const own = await this.#performToItsEnd(plan, budget - spent + SET_UP_ALLOWANCE);
      spent += own;
      this.#behind += own;
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

/** Walks races in turn, within a budget of their own. */
class Racing {
  readonly #lane: Lane;
  readonly #expedition: Expedition;
  readonly #seed: number;
  #left: number;
  #next = 0;

  constructor(lane: Lane, expedition: Expedition, seed: number, budget: number) {
    [this.#lane, this.#expedition, this.#seed, this.#left] = [lane, expedition, seed, budget];
  }

  /** Walk this many more races, or as many as the budget lets. */
  async walk(count: number): Promise<void> {
    const { spent } = await this.#expedition.walk(races(this.#lane, this.#seed, this.#next, this.#next + count), this.#left);
    this.#left -= spent;
    this.#next += count;
  }
}

/** The list behind its opening, with a race between every few plans until there was one of each kind. */
async function walkAmongRaces(plans: readonly Plan[], lane: Lane, expedition: Expedition, racing: Racing, budget: number): Promise<{ readonly spent: number; readonly ended: boolean }> {
  // The commonest races come as soon as it is known how the effects behave one after the other.
  await racing.walk(EARLY_RACES);
  const kinds = raceKinds(lane.contract, lane) - EARLY_RACES;
  let spent = 0;
  for (let from = 0, turn = 0; from < plans.length; from += PLANS_BETWEEN, turn += 1) {
    const walked = await expedition.walk(plans.slice(from, from + PLANS_BETWEEN), budget - spent);
    spent += walked.spent;
    if (!walked.ended) return { spent, ended: false };
    if (turn < kinds) await racing.walk(1);
  }
  return { spent, ended: true };
}

/** @returns whether the enumerated list was walked to its end. */
export async function exploreLane(lane: Lane, ledger: Ledger, options: EngineOptions, signal: AbortSignal): Promise<boolean> {
  const expedition = new Expedition(lane, ledger, options, signal);
  const context = await placeOf(lane, expedition);
  const plans = enumerate(lane.contract, context);
  const racing = new Racing(lane, expedition, options.seed, racesBudget(options.budgetRequests));
  const opened = await expedition.walk(plans.filter(isOpening), options.budgetRequests);
  const list = await walkAmongRaces(plans.filter((plan) => !isOpening(plan)), lane, expedition, racing, options.budgetRequests - opened.spent);
  const left = options.budgetRequests - opened.spent - list.spent - partingCost(lane);
  if (list.ended) await expedition.walk(rest(lane.contract, context, options.seed), left);
  await racing.walk(Number.POSITIVE_INFINITY);
  return list.ended && !signal.aborted;
}

/** Requests that are kept for the plans that come when everything else is done. */
function partingCost(lane: Lane): number {
  return lane.sacrificial ? partingPlans(lane.contract, lane).reduce((sum, plan) => sum + planCost(plan), 0) : 0;
}

/** Walk the plans after which nothing else may be possible on the lane's resource. @returns whether they came to their end. */
export async function partFromLane(lane: Lane, ledger: Ledger, options: EngineOptions, signal: AbortSignal): Promise<boolean> {
  const parting = await new Expedition(lane, ledger, options, signal, exploringBudget(options)).walk(partingPlans(lane.contract, lane), PARTING_REQUESTS);
  return parting.ended && !signal.aborted;
}

/** Perform what only reads on a lane that must not be written to. @returns whether it came to its end. */
export async function readLane(lane: Lane, ledger: Ledger, options: EngineOptions, signal: AbortSignal): Promise<boolean> {
  const { ended } = await new Expedition(lane, ledger, options, signal).walk(readingPlans(lane.contract, lane), wholeBudget(options));
  options.onProgress?.({ kind: 'contract-over', contract: lane.contract.id });
  return ended && !signal.aborted;
}
