import { randomUUID } from 'node:crypto';
import { findContracts } from '../contracts/find-contracts.ts';
import type { Plan } from '../generators/plan.ts';
import type { Lane } from '../targets/target.ts';
import { checkRun } from './check-run.ts';
import { chosenLanes } from './engine.ts';
import { openRunTarget } from './open-run-target.ts';
import { plannedFor } from './preflight/planned.ts';
import { type Preflight, preflightOf } from './preflight/preflight.ts';
import type { RunConfig } from './run-config.ts';

/** The plans of one contract in the order of a run, without races and random plans. */
export interface PlannedContract {
  readonly lane: Lane;
  readonly plans: readonly Plan[];
}

/** What a run would do. */
export interface DryRun {
  readonly preflight: Preflight;
  readonly planned: readonly PlannedContract[];
}

/**
 * Finds out what a run would do: asks for tokens, sends the reads of the pre-flight, and nothing else.
 * @throws {ConfigError} or {TargetError} as the run would.
 */
export async function dryRun(config: RunConfig): Promise<DryRun> {
  await checkRun(config);
  const { target, callers, stop } = await openRunTarget(config, findContracts(config.contractFiles), randomUUID());
  try {
    const lanes = chosenLanes(target.lanes, config.only);
    return { preflight: preflightOf(target, lanes, callers, config), planned: lanes.map((lane) => ({ lane, plans: plannedFor(lane.contract, lane, config.readOnly) })) };
  } finally {
    await target.close();
    await stop();
  }
}
