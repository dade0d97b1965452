/** Judge one trace by every invariant that applies to its contract. */
import { createHash } from 'node:crypto';
import type { Contract, ContractId, Effect } from '../contracts/contract.ts';
import { levelOf } from '../contracts/level.ts';
import type { Trace } from '../targets/trace.ts';
import { NOTHING_LEARNT, type Cell, type Finding, type IdentifiedFinding, type Invariant, type InvariantId, type Judgement, type Learnt, type Profile } from './judgement.ts';

/** What all invariants make of one trace. */
export interface TraceJudgement {
  readonly exercised: readonly { readonly invariant: InvariantId; readonly cells: readonly Cell[] }[];
  readonly findings: readonly IdentifiedFinding[];
  readonly undecided: readonly { readonly invariant: InvariantId; readonly why: string }[];
}

/** The stable identity of a finding: 12 hex digits that do not depend on seed, plan or target. */
export function findingId(contract: ContractId, invariant: InvariantId, effect: Effect, cls: string, statusKind: string): string {
  return createHash('sha256').update(JSON.stringify([contract, invariant, effect, cls, statusKind])).digest('hex').slice(0, 12);
}

/** Whether an invariant has anything to say about a contract. */
export function applies(invariant: Invariant, contract: Contract): boolean {
  return invariant.needs(contract).length > 0;
}

/** An invariant that throws has a fault of ours: that is never the target's failure, and never a pass. */
function judgeSafely(invariant: Invariant, trace: Trace, contract: Contract, learnt: Learnt): Judgement {
  try {
    return invariant.judge(trace, contract, learnt);
  } catch (error) {
    return { exercised: [], findings: [], undecided: [`the invariant itself failed: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

function identify(finding: Finding, invariant: Invariant, contract: Contract, profile: Profile): IdentifiedFinding {
  const id = findingId(contract.id, invariant.id, finding.effect, finding.class, finding.statusKind);
  return { ...finding, id, contract: contract.id, invariant: invariant.id, level: finding.observed === true ? 'observation' : levelOf(contract, finding.constraint, profile) };
}

interface Judged {
  readonly contract: Contract;
  readonly invariants: readonly Invariant[];
  readonly profile: Profile;
  readonly learnt: Learnt;
  readonly judgement: TraceJudgement;
}

/** What was judged already: the engine judges each trace as it comes, the report asks for all of them again. */
const judged = new WeakMap<Trace, Judged>();

function sameLearnt(one: Learnt, other: Learnt): boolean {
  return one.restless.size === other.restless.size && [...one.restless].every((name) => other.restless.has(name));
}

/** Judge a trace; remembered for as long as the trace is, under the same contract, invariants, profile and knowledge. */
export function judgeTrace(trace: Trace, contract: Contract, invariants: readonly Invariant[], profile: Profile, learnt: Learnt = NOTHING_LEARNT): TraceJudgement {
  const known = judged.get(trace);
  const isSame = known !== undefined && known.contract.sha256 === contract.sha256 && known.contract.operations.length === contract.operations.length && known.profile === profile && sameLearnt(known.learnt, learnt)
    && known.invariants.length === invariants.length && known.invariants.every((invariant, index) => invariant === invariants[index]);
  if (isSame) return known.judgement;
  const judgement = judgeAnew(trace, contract, invariants, profile, learnt);
  judged.set(trace, { contract, invariants, profile, learnt, judgement });
  return judgement;
}

function judgeAnew(trace: Trace, contract: Contract, invariants: readonly Invariant[], profile: Profile, learnt: Learnt): TraceJudgement {
  const each = invariants.filter((invariant) => applies(invariant, contract)).map((invariant) => ({ invariant, judgement: judgeSafely(invariant, trace, contract, learnt) }));
  return {
    exercised: each.map(({ invariant, judgement }) => ({ invariant: invariant.id, cells: judgement.exercised })),
    findings: each.flatMap(({ invariant, judgement }) => judgement.findings.map((finding) => identify(finding, invariant, contract, profile))),
    undecided: each.flatMap(({ invariant, judgement }) => judgement.undecided.map((why) => ({ invariant: invariant.id, why }))),
  };
}
