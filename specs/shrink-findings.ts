/** Make findings small and confirm them: within the same invariant, effect, class and kind of status, so that one defect does not slip into another. */
import type { Contract } from '../contracts/contract.ts';
import type { Plan } from '../generators/plan.ts';
import { shrinkPlan } from '../generators/plan-shrinker.ts';
import type { Lane } from '../targets/target.ts';
import type { Trace } from '../targets/trace.ts';
import type { EngineOptions } from './engine-options.ts';
import { groupTrace, ranks } from './group-findings.ts';
import { judgeTrace } from './judge-trace.ts';
import type { IdentifiedFinding } from './judgement.ts';
import type { Ledger, Sighted } from './ledger.ts';
import { offendingPlans } from './offending-plans.ts';

const REPLAYS = 2;

/** Requests for confirming and shrinking: per finding, and in all for one contract. */
const SHRINK_REQUESTS_PER_FINDING = 60;
const SHRINK_REQUESTS = 300;

/** Requests that a small plan and its start state take: with fewer left nothing can be tried. */
const LEAST_REQUESTS = 4;

/** Whether a finding seen while shrinking is the one that is being shrunk; a packed one may turn out to be something more precise. */
function isSame(finding: IdentifiedFinding, wanted: IdentifiedFinding): boolean {
  if (finding.id === wanted.id) return true;
  return wanted.class === 'packed' && finding.invariant === wanted.invariant && finding.effect === wanted.effect && finding.statusKind === wanted.statusKind;
}

/** One finding on its way to its smallest plan. */
interface Shrinking {
  readonly wanted: IdentifiedFinding;
  best: Sighted;
  /** Requests that it may still take. */
  left: number;
}

/** Shrinks the findings of one contract within its budgets. */
class Shrinker {
  readonly #lane: Lane;
  readonly #ledger: Ledger;
  readonly #options: EngineOptions;
  readonly #signal: AbortSignal;

  constructor(lane: Lane, ledger: Ledger, options: EngineOptions, signal: AbortSignal) {
    [this.#lane, this.#ledger, this.#options, this.#signal] = [lane, ledger, options, signal];
  }

  #left(): number {
    return SHRINK_REQUESTS - (this.#ledger.shrinkRequests.get(this.#lane.contract.id) ?? 0);
  }

  isSpent(shrinking: Shrinking): boolean {
    return Math.min(shrinking.left, this.#left()) < LEAST_REQUESTS || this.#signal.aborted || this.#ledger.isLost(this.#lane.contract.id);
  }

  async #perform(plan: Plan, kind: 'shrink' | 'replay', shrinking: Shrinking): Promise<Sighted | null> {
    const { contract } = this.#lane;
    const trace = await this.#options.target.perform(this.#lane, plan, { kind, finding: shrinking.best.finding.id }, SHRINK_REQUESTS_PER_FINDING, this.#signal);
    shrinking.left -= trace.exchanges.length;
    this.#spend(trace);
    const finding = this.#ledger.note(trace, contract).findings.find((each) => isSame(each, shrinking.best.finding));
    const invariant = this.#ledger.invariants.find((each) => each.id === shrinking.wanted.invariant);
    return finding === undefined || invariant === undefined || trace.cutShort !== null ? null : { finding, trace, invariant };
  }

  /** Before anything is confirmed: see what moves by itself, where a finding may rest on that. */
  async control(): Promise<void> {
    const { contract } = this.#lane;
    const invariants = new Set(this.#ledger.findings(contract.id).filter(({ finding }) => finding.level === 'must' && !this.#ledger.shrunk.has(finding.id)).map(({ invariant }) => invariant));
    for (const { control } of invariants) {
      if (control === undefined || this.#signal.aborted || this.#ledger.isLost(contract.id)) continue;
      const trace = await this.#options.target.perform(this.#lane, control(contract), { kind: 'explore' }, SHRINK_REQUESTS_PER_FINDING, this.#signal);
      this.#spend(trace);
      this.#ledger.note(trace, contract);
    }
  }

  #spend(trace: Trace): void {
    const { id } = this.#lane.contract;
    this.#ledger.shrinkRequests.set(id, (this.#ledger.shrinkRequests.get(id) ?? 0) + trace.exchanges.length);
  }

  /** Try plans until one shows the finding. @returns whether one did. */
  async tryPlans(plans: Iterable<Plan>, shrinking: Shrinking): Promise<boolean> {
    for (const plan of plans) {
      if (this.isSpent(shrinking)) return false;
      const shown = await this.#perform(plan, 'shrink', shrinking);
      if (shown === null) continue;
      shrinking.best = shown;
      return true;
    }
    return false;
  }

  async replay(shrinking: Shrinking): Promise<void> {
    for (let time = 0; time < REPLAYS && !this.#signal.aborted && !this.#ledger.isLost(this.#lane.contract.id); time += 1) await this.#perform(shrinking.best.trace.plan, 'replay', shrinking);
  }
}

/** Whether a finding speaks for itself in the trace that first showed it: those that are grouped under another are not shrunk. */
function speaks(sighted: Sighted, contract: Contract, ledger: Ledger, profile: EngineOptions['profile']): boolean {
  const together = judgeTrace(sighted.trace, contract, ledger.invariants, profile, ledger.learnt(contract.id)).findings;
  return groupTrace(together, ranks(ledger.invariants)).get(sighted.finding.id) == null;
}

/** A race is minimised on its history, and does not come back for the asking. */
function canShrink({ finding }: Sighted): boolean {
  return finding.level === 'must' && finding.class !== 'concurrent' && !finding.class.startsWith('race:');
}

/** Shrink and confirm the findings of one contract: first the offending step of each alone, so that all become readable; then, with what is left, simpler and simpler plans. */
export async function shrinkFindings(lane: Lane, ledger: Ledger, options: EngineOptions, signal: AbortSignal): Promise<void> {
  const { contract } = lane;
  const shrinker = new Shrinker(lane, ledger, options, signal);
  await shrinker.control();
  const heads = ledger.findings(contract.id).filter((sighted) => canShrink(sighted) && !ledger.shrunk.has(sighted.finding.id) && speaks(sighted, contract, ledger, options.profile))
    // What plain requests show needs no special ones.
    .toSorted((a, b) => Number(a.finding.class !== 'plain') - Number(b.finding.class !== 'plain'));
  const all = heads.map((best): Shrinking => ({ wanted: best.finding, best, left: SHRINK_REQUESTS_PER_FINDING }));
  for (const shrinking of all) {
    if (shrinker.isSpent(shrinking)) return;
    ledger.progress({ kind: 'shrinking', contract: contract.id, finding: shrinking.wanted.id });
    ledger.shrunk.add(shrinking.wanted.id);
    await shrinker.tryPlans(offendingPlans(shrinking.best, contract), shrinking);
  }
  for (const shrinking of all) {
    while (await shrinker.tryPlans(shrinkPlan(shrinking.best.trace.plan, contract), shrinking));
    if (!shrinker.isSpent({ ...shrinking, left: SHRINK_REQUESTS_PER_FINDING })) await shrinker.replay(shrinking);
  }
}
