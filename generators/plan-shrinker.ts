/** Simpler plans for a plan, whoever made it: the lead of a search for the smallest one that still shows a finding. */
import type * as fc from 'fast-check';
import type { Contract } from '../contracts/contract.ts';
import { fromSchema } from './from-schema.ts';
import { perContract } from './per-contract.ts';
import type { Entry, JsonValue, Plan, Slot, Step } from './plan.ts';
import { keysOf, renamed, spelledKeys, valuesOf } from './plan-renamer.ts';
import { planSize } from './plan-size.ts';
import { simplerJson, simplerText, withoutRuns } from './simpler-json.ts';

/** Names and values that say nothing, in the order in which they are taken. */
const PLAIN_KEYS = ['a', 'b', 'c', 'd', 'e', 'f'];
const PLAIN_VALUE = 'v';

const keysFor = perContract((contract) => fromSchema(contract, contract.keySchema));
const valuesFor = perContract((contract) => fromSchema(contract, contract.valueSchema));

function slotOf(step: Step): readonly Slot[] {
  return step.op === 'concurrent' ? step.branches.flat().flatMap(slotOf) : [step.slot];
}

/** Whether every state a plan brings about is taken back: a plan must not leave a resource stopped. */
function isBalanced(steps: readonly Step[]): boolean {
  const open = new Map<string, number>();
  for (const step of steps) {
    if (step.op === 'action') open.set(`${step.slot} ${step.action}`, (open.get(`${step.slot} ${step.action}`) ?? 0) + (step.undo ? -1 : 1));
    if ([...open.values()].some((count) => count < 0)) return false;
  }
  return [...open.values()].every((count) => count === 0);
}

function* fewerSteps(plan: Plan): Iterable<Plan> {
  for (const steps of withoutRuns(plan.steps)) if (steps.length > 0 && isBalanced(steps)) yield { ...plan, steps };
  const actions = new Set(plan.steps.flatMap((step) => (step.op === 'action' ? [step.action] : [])));
  for (const action of actions) yield { ...plan, steps: plan.steps.filter((step) => step.op !== 'action' || step.action !== action) };
}

function* fewerSlots(plan: Plan): Iterable<Plan> {
  if (plan.start.bystander === undefined || plan.steps.flatMap(slotOf).includes('bystander')) return;
  const { bystander: _, ...start } = plan.start;
  yield { ...plan, start };
}

function* smallerStarts(plan: Plan): Iterable<Plan> {
  for (const [slot, entries] of Object.entries(plan.start)) {
    for (const fewer of withoutRuns(entries)) yield { ...plan, start: { ...plan.start, [slot]: fewer } };
  }
}

function* plainerManner(step: Exclude<Step, { op: 'concurrent' }>): Iterable<Step> {
  const { twists, ...untwisted } = step;
  const { caller, ...byOwner } = step;
  const { route, ...byMainRoute } = step;
  if (twists !== undefined) yield untwisted;
  if (caller !== undefined) yield byOwner;
  if (route !== undefined) yield byMainRoute;
  if (twists !== undefined && twists.length > 1) for (const fewer of withoutRuns(twists)) if (fewer.length > 0) yield { ...step, twists: fewer };
}

function* simplerConcurrent(step: Extract<Step, { op: 'concurrent' }>): Iterable<Step> {
  for (const branches of withoutRuns(step.branches)) if (branches.length > 1) yield { ...step, branches };
  for (const [index, branch] of step.branches.entries()) {
    const replaced = (steps: readonly Step[]): Step => ({ ...step, branches: [...step.branches.slice(0, index), steps, ...step.branches.slice(index + 1)] });
    for (const steps of withoutRuns(branch)) if (steps.length > 0 && isBalanced(steps)) yield replaced(steps);
    for (const [at, inner] of branch.entries()) for (const simpler of simplerStep(inner)) yield replaced([...branch.slice(0, at), simpler, ...branch.slice(at + 1)]);
  }
}

function* simplerStep(step: Step): Iterable<Step> {
  if (step.op === 'concurrent') {
    yield* simplerConcurrent(step);
    return;
  }
  yield* plainerManner(step);
  if ('entries' in step) for (const entries of withoutRuns<Entry>(step.entries)) yield { ...step, entries };
}

function* simplerSteps(plan: Plan): Iterable<Plan> {
  for (const [index, step] of plan.steps.entries()) {
    for (const simpler of simplerStep(step)) yield { ...plan, steps: [...plan.steps.slice(0, index), simpler, ...plan.steps.slice(index + 1)] };
  }
}

/** Simpler forms of a key or value: by its schema where it is valid, so that what was legal stays legal; by its text alone where it is not. */
function* simplerBy<T extends JsonValue>(arbitrary: fc.Arbitrary<JsonValue>, value: T, otherwise: Iterable<JsonValue>): Iterable<JsonValue> {
  if (!arbitrary.canShrinkWithoutContext(value)) yield* otherwise;
  else for (const { value: simpler } of arbitrary.shrink(value, undefined)) yield simpler;
}

function* simplerKeys(plan: Plan, contract: Contract): Iterable<Plan> {
  const keys = keysOf(plan);
  const spelled = spelledKeys(plan);
  for (const key of keys) {
    if (spelled.has(key)) continue;
    const plain = PLAIN_KEYS.find((candidate) => !keys.includes(candidate));
    const candidates = [...(plain === undefined ? [] : [plain]), ...simplerBy(keysFor(contract), key, simplerText(key))] as readonly string[];
    for (const candidate of candidates) {
      if (!keys.includes(candidate)) yield renamed(plan, { key: (name) => (name === key ? candidate : name), value: (value) => value });
    }
  }
}

function* simplerValues(plan: Plan, contract: Contract): Iterable<Plan> {
  for (const value of valuesOf(plan)) {
    const text = JSON.stringify(value);
    for (const candidate of [PLAIN_VALUE, ...simplerBy(valuesFor(contract), value, simplerJson(value))]) {
      yield renamed(plan, { key: (key) => key, value: (content) => (JSON.stringify(content) === text ? candidate : content) });
    }
  }
}

function* candidates(plan: Plan, contract: Contract): Iterable<Plan> {
  yield* fewerSteps(plan);
  yield* fewerSlots(plan);
  yield* smallerStarts(plan);
  yield* simplerSteps(plan);
  yield* simplerKeys(plan, contract);
  yield* simplerValues(plan, contract);
}

/**
 * Simpler plans, most aggressive first: fewer steps, slots, start entries, twists and entries, then shorter keys and values, replaced consistently
 * throughout the plan. Lazy, and each is smaller by {@link planSize}, so that a greedy search ends. State actions leave together with their undo.
 */
export function* shrinkPlan(plan: Plan, contract: Contract): Iterable<Plan> {
  const size = planSize(plan);
  for (const candidate of candidates(plan, contract)) if (planSize(candidate) < size) yield candidate;
}
