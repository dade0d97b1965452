/** The measure by which a plan gets simpler. */
import type { Entry, JsonValue, Plan, Step } from './plan.ts';
import { jsonSize } from './simpler-json.ts';

/** Weights: a step outweighs any of its parts of common size, an entry its texts' last characters. */
const STEP = 1_000;
const ENTRY = 100;
const TRAIT = 10;

function entriesSize(entries: readonly Entry[]): number {
  return entries.reduce((sum, [key, value]) => sum + ENTRY + jsonSize(key) + jsonSize(value), 0);
}

function traits(step: Exclude<Step, { op: 'concurrent' }>): number {
  return (step.caller === undefined ? 0 : TRAIT) + (step.route === undefined ? 0 : TRAIT) + (step.twists ?? []).reduce((sum, twist) => sum + TRAIT + jsonSize(twist as unknown as JsonValue), 0);
}

function stepSize(step: Step): number {
  if (step.op === 'concurrent') return STEP + step.branches.reduce((sum, branch) => sum + STEP + stepsSize(branch), 0);
  const entries = 'entries' in step ? entriesSize(step.entries) : 0;
  return STEP + traits(step) + entries + ('urlKey' in step ? jsonSize(step.urlKey) : 0);
}

function stepsSize(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + stepSize(step), 0);
}

/**
 * How large a plan is: 1,000 for each step, branch and start state, 100 for each entry, 10 for each twist, caller or route, and for texts 3 for a character, 2 for an `a`.
 * Each plan that the shrinker yields is smaller.
 */
export function planSize(plan: Plan): number {
  return stepsSize(plan.steps) + Object.values(plan.start).reduce((sum, entries) => sum + STEP + entriesSize(entries), 0);
}
