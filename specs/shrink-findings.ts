/** Make findings small and confirm them: within the same invariant, effect, class and kind of status, so that one defect does not slip into another. */
import type { Contract } from '../contracts/contract.ts';
import type { Plan } from '../generators/plan.ts';
import { shrinkPlan } from '../generators/plan-shrinker.ts';
import type { Lane } from '../targets/target.ts';
import type { EngineOptions } from './engine-options.ts';
import { groupTrace, ranks } from './group-findings.ts';
import { judgeTrace } from './judge-trace.ts';
import type { IdentifiedFinding } from './judgement.ts';
import type { Ledger, Sighted } from './ledger.ts';
import { offendingPlans } from './offending-plans.ts';

const REPLAYS = 2;

/** Requests for confirming and shrinking: per finding, and for the whole run. */
const SHRINK_REQUESTS_PER_FINDING = 60;
const SHRINK_REQUESTS = 300;

/** Whether a finding seen while shrinking is the one that is being shrunk; a packed one may turn out to be something more precise. */
function isSame(finding: IdentifiedFinding, wanted: IdentifiedFinding): boolean {
  if (finding.id === wanted.id) return true;
  return wanted.class === 'packed' && finding.invariant === wanted.invariant && finding.effect === wanted.effect && finding.statusKind === wanted.statusKind;
}

interface Shrinking {
  readonly lane: Lane;
  readonly ledger: Ledger;
  readonly options: EngineOptions;
  readonly signal: AbortSignal;
  left: number;
}

async function reproduces(plan: Plan, wanted: IdentifiedFinding, shrinking: Shrinking): Promise<Sighted | null> {
  const { lane, ledger, options } = shrinking;
  const trace = await options.target.perform(lane, plan, { kind: 'shrink', finding: wanted.id }, shrinking.left);
  shrinking.left -= trace.exchanges.length;
  ledger.shrinkRequests += trace.exchanges.length;
  const finding = ledger.note(trace, lane.contract).findings.find((each) => isSame(each, wanted));
  const invariant = ledger.invariants.find((each) => each.id === wanted.invariant);
  return finding === undefined || invariant === undefined || trace.cutShort !== null ? null : { finding, trace, invariant };
}

function isSpent(shrinking: Shrinking): boolean {
  return shrinking.left < 4 || shrinking.signal.aborted;
}

async function firstThatShows(plans: Iterable<Plan>, wanted: IdentifiedFinding, shrinking: Shrinking): Promise<Sighted | null> {
  for (const plan of plans) {
    if (isSpent(shrinking)) return null;
    const shown = await reproduces(plan, wanted, shrinking);
    if (shown !== null) return shown;
  }
  return null;
}

/** The smallest sighting that the budget leads to: the offending step alone first, then simpler and simpler plans. */
async function shrink(sighted: Sighted, contract: Contract, shrinking: Shrinking): Promise<Sighted> {
  let best = (await firstThatShows(offendingPlans(sighted, contract), sighted.finding, shrinking)) ?? sighted;
  for (;;) {
    const smaller = await firstThatShows(shrinkPlan(best.trace.plan, contract), best.finding, shrinking);
    if (smaller === null) return best;
    best = smaller;
  }
}

async function replay(best: Sighted, shrinking: Shrinking): Promise<void> {
  const { lane, ledger, options, signal } = shrinking;
  for (let time = 0; time < REPLAYS && !signal.aborted; time += 1) {
    const trace = await options.target.perform(lane, best.trace.plan, { kind: 'replay', finding: best.finding.id }, SHRINK_REQUESTS_PER_FINDING);
    ledger.shrinkRequests += trace.exchanges.length;
    ledger.note(trace, lane.contract);
  }
}

/** Whether a finding speaks for itself in the trace that first showed it: those that are grouped under another are not shrunk. */
function speaks(sighted: Sighted, contract: Contract, ledger: Ledger, profile: EngineOptions['profile']): boolean {
  const together = judgeTrace(sighted.trace, contract, ledger.invariants, profile).findings;
  return groupTrace(together, ranks(ledger.invariants)).get(sighted.finding.id) == null;
}

/** Shrink and confirm the findings of one contract, within the budgets. */
export async function shrinkFindings(lane: Lane, ledger: Ledger, options: EngineOptions, signal: AbortSignal): Promise<void> {
  const found = ledger.findings(lane.contract.id).filter(({ finding }) => finding.level === 'must' && !ledger.shrunk.has(finding.id));
  const heads = found.filter((sighted) => speaks(sighted, lane.contract, ledger, options.profile));
  for (const sighted of heads.filter(({ finding }) => finding.class !== 'concurrent' && !finding.class.startsWith('race:'))) {
    const left = Math.min(SHRINK_REQUESTS_PER_FINDING, SHRINK_REQUESTS - ledger.shrinkRequests);
    const shrinking: Shrinking = { lane, ledger, options, signal, left: left - 2 * 4 };
    if (isSpent(shrinking)) return;
    ledger.shrunk.add(sighted.finding.id);
    ledger.progress({ kind: 'shrinking', contract: lane.contract.id, finding: sighted.finding.id });
    const best = await shrink(sighted, lane.contract, shrinking);
    await replay(best, shrinking);
  }
}
