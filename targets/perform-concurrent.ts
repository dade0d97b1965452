/** Performs concurrent branches, each on connections of its own, and reads until nothing moves any more. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Slot, Step } from '../generators/plan.ts';
import type { Dispatch } from './dispatch.ts';
import type { JsonMap } from './json-map.ts';
import { differingKeys } from './json-map.ts';
import type { RequestStep } from './operations.ts';
import { readMap, send } from './plan-run.ts';
import type { PlanRun } from './plan-run.ts';

/** Reads at most until two in a row agree. */
const MOST_READS = 8;
const BETWEEN_READS_MS = 50;

/** The requests of a branch: what is itself concurrent is done in order, and state actions have no place beside writes. */
function requestsOf(steps: readonly Step[]): readonly RequestStep[] {
  return steps.flatMap((step): readonly RequestStep[] => {
    if (step.op === 'concurrent') return step.branches.flatMap(requestsOf);
    return step.op === 'action' ? [] : [step];
  });
}

async function performBranch(run: PlanRun, steps: readonly RequestStep[], place: { stepIndex: number; branch: number }, dispatch: Dispatch): Promise<void> {
  for (const [branchStep, step] of steps.entries()) await send(run, step, { role: 'step', ...place, branchStep }, 'never', { dispatch });
}

async function readUntilQuiet(run: PlanRun, slot: Slot, stepIndex: number): Promise<void> {
  let last: JsonMap | null = await readMap(run, slot, 'after', stepIndex);
  for (let reads = 1; reads < MOST_READS; reads += 1) {
    const next = await readMap(run, slot, reads === 1 ? 'after' : 'settle', stepIndex);
    if (last !== null && next !== null && differingKeys(last, next).length === 0) return;
    last = next;
    await sleep(BETWEEN_READS_MS);
  }
}

/** Perform the branches side by side. Nothing in them is ever sent twice. */
export async function performConcurrent(run: PlanRun, step: Extract<Step, { op: 'concurrent' }>, stepIndex: number): Promise<void> {
  const branches = step.branches.map(requestsOf);
  const slots = new Set(branches.flat().map(({ slot }) => slot));
  const connections = branches.map(() => run.openBranch());
  const results = await Promise.allSettled(branches.map((steps, branch) => performBranch(run, steps, { stepIndex, branch }, (connections[branch] as { dispatch: Dispatch }).dispatch)));
  await Promise.all(connections.map((connection) => connection.close()));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  for (const slot of slots) await readUntilQuiet(run, slot, stepIndex);
  if (run.plan.start.bystander !== undefined && !slots.has('bystander')) run.unread.add('bystander');
}
