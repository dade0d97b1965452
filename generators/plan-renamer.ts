/** The same plan with a key or a value replaced wherever it occurs, so that what was equal stays equal. */
import type { Entry, JsonValue, Plan, Step } from './plan.ts';

/** What is put in place of a key and of a value; both give back what they leave alone. */
export interface Renaming {
  readonly key: (key: string) => string;
  readonly value: (value: JsonValue) => JsonValue;
}

function renamedEntries(entries: readonly Entry[], { key, value }: Renaming): readonly Entry[] {
  return entries.map(([name, content]): Entry => [key(name), value(content)]);
}

function renamedStep(step: Step, renaming: Renaming): Step {
  switch (step.op) {
    case 'concurrent':
      return { ...step, branches: step.branches.map((branch) => branch.map((inner) => renamedStep(inner, renaming))) };
    case 'upsert':
      return { ...step, urlKey: renaming.key(step.urlKey), entries: renamedEntries(step.entries, renaming) };
    case 'merge': case 'replace':
      return { ...step, entries: renamedEntries(step.entries, renaming) };
    case 'remove': case 'read-item':
      return { ...step, urlKey: renaming.key(step.urlKey) };
    case 'read': case 'action':
      return step;
  }
}

/** Replace keys and values throughout a plan. */
export function renamed(plan: Plan, renaming: Renaming): Plan {
  const start = Object.fromEntries(Object.entries(plan.start).map(([slot, entries]) => [slot, renamedEntries(entries, renaming)]));
  return { ...plan, start, steps: plan.steps.map((step) => renamedStep(step, renaming)) };
}

function flattened(steps: readonly Step[]): readonly Exclude<Step, { op: 'concurrent' }>[] {
  return steps.flatMap((step) => (step.op === 'concurrent' ? flattened(step.branches.flat()) : [step]));
}

function allEntries(plan: Plan): readonly Entry[] {
  return [...Object.values(plan.start).flat(), ...flattened(plan.steps).flatMap((step) => ('entries' in step ? step.entries : []))];
}

/** Every key of a plan, in its start states, bodies and URLs. */
export function keysOf(plan: Plan): readonly string[] {
  const inUrls = flattened(plan.steps).flatMap((step) => ('urlKey' in step ? [step.urlKey] : []));
  return [...new Set([...allEntries(plan).map(([key]) => key), ...inUrls])];
}

/** Keys that a step also spells in its own way: they must keep their name, or the spelling would speak of another. */
export function spelledKeys(plan: Plan): ReadonlySet<string> {
  const spelled = flattened(plan.steps).filter((step) => step.twists?.some(({ kind }) => kind === 'raw-key') === true);
  return new Set(spelled.flatMap((step) => [...('urlKey' in step ? [step.urlKey] : []), ...('entries' in step ? step.entries.map(([key]) => key) : [])]));
}

/** Every value of a plan, each once, by its JSON text. */
export function valuesOf(plan: Plan): readonly JsonValue[] {
  return [...new Map(allEntries(plan).map(([, value]) => [JSON.stringify(value), value])).values()];
}
