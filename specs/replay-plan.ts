import { randomUUID } from 'node:crypto';
import type { ContractId, Effect } from '../contracts/contract.ts';
import { findContracts } from '../contracts/find-contracts.ts';
import type { Plan } from '../generators/plan.ts';
import type { Target } from '../targets/target.ts';
import type { Trace } from '../targets/trace.ts';
import { ConfigError } from './config-error.ts';
import { findInvariants } from './invariants.ts';
import type { Invariant, InvariantId } from './judgement.ts';
import { openRunTarget } from './open-run-target.ts';
import { checkKinds, type RunConfig } from './run-config.ts';

/** A replay is one plan: this is far more than any takes, and only keeps a target that never settles from being asked for ever. */
const MAX_REQUESTS = 500;

/** What is looked for. */
export interface ReplayWanted {
  readonly contract: ContractId;
  readonly invariant: InvariantId;
  readonly id: string;
  readonly effect: Effect;
  readonly class: string;
  readonly plan: Plan;
}

/** What a replay showed. `undecided`: trouble on the way, or the invariant could not tell. */
export interface Replayed {
  readonly trace: Trace;
  readonly seen: 'yes' | 'no' | 'undecided';
  readonly restored: boolean;
}

async function perform(target: Target, wanted: ReplayWanted): Promise<Trace> {
  const lane = target.lanes.find((each) => each.contract.id === wanted.contract && (!wanted.plan.hazardous || each.sacrificial));
  if (lane === undefined) throw new ConfigError('RESOURCE_MISSING', `nothing to replay on: the plan needs a resource of kind ${wanted.contract}${wanted.plan.hazardous ? ' that may be disturbed (--sacrificial)' : ''}. Give --resource ${wanted.contract}=ID.`);
  await target.secure([lane]);
  return target.perform(lane, wanted.plan, { kind: 'replay', finding: wanted.id }, MAX_REQUESTS);
}

function seenIn(trace: Trace, invariant: Invariant, target: Target, wanted: ReplayWanted): Replayed['seen'] {
  const contract = target.lanes.find((each) => each.contract.id === wanted.contract)?.contract;
  if (contract === undefined) return 'undecided';
  const { findings, undecided } = invariant.judge(trace, contract);
  if (findings.some((each) => each.effect === wanted.effect && each.class === wanted.class)) return 'yes';
  return trace.cutShort !== null || undecided.length > 0 ? 'undecided' : 'no';
}

/**
 * Performs the plan of a finding once more and judges it by the invariant it broke.
 * @throws {ConfigError} when the invariant or a resource for the plan is missing; {TargetError} when the pre-flight fails.
 */
export async function replayPlan(config: RunConfig, wanted: ReplayWanted): Promise<Replayed> {
  const contracts = findContracts(config.contractFiles);
  checkKinds(config, contracts.map(({ id }) => id));
  const invariant = (await findInvariants()).find(({ id }) => id === wanted.invariant);
  if (invariant === undefined) throw new ConfigError('ID_UNKNOWN', `this version of metaconform has no invariant ${JSON.stringify(wanted.invariant)}; replay with the version that made the report.`);
  const { target, stop } = await openRunTarget({ ...config, only: [wanted.contract] }, contracts, randomUUID());
  try {
    const trace = await perform(target, wanted);
    const seen = seenIn(trace, invariant, target, wanted);
    const { touched, restored, leftovers } = await target.close();
    return { trace, seen, restored: restored >= touched && leftovers === 0 };
  } catch (error) {
    await target.close();
    throw error;
  } finally {
    await stop();
  }
}
