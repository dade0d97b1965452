/** What a plan costs. */
import type { Plan, Slot } from './plan.ts';
import { isWrite } from './steps.ts';

/**
 * Requests a plan takes when all goes well: a write and a read for each start state, two for each write (itself and the read after it, unless that is put off), one for
 * each read, two for a state action, and for concurrent steps each of theirs and one read.
 */
export function planCost(plan: Plan): number {
  const starts = (Object.keys(plan.start) as Slot[]).length * 2;
  return plan.steps.reduce((sum, step) => {
    if (step.op === 'concurrent') return sum + step.branches.flat().length + 1;
    const isRead = isWrite(step) ? step.readLater === undefined : step.op === 'action';
    return sum + (isRead ? 2 : 1);
  }, starts);
}
