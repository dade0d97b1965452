/** The plans of a run that must not write: what the list would read, without what it would write. */
import type { Contract } from '../contracts/contract.ts';
import { enumerate, furtherPlans, partingPlans } from './enumerate.ts';
import type { PlanContext } from './plan-context.ts';
import type { Family, Plan, Step, Twist } from './plan.ts';
import { readMap, readResource } from './steps.ts';

const READING_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Deviations that leave a read a read. A header may name another method, and a body may be taken for a write's. */
function isHarmlessTwist(twist: Twist): boolean {
  switch (twist.kind) {
    case 'double-slash': case 'path-suffix': case 'resource-id': case 'project-id': case 'microversion': return true;
    case 'method': return READING_METHODS.has(twist.method);
    default: return false;
  }
}

/** Whether a step can be sent to a target that must not be written to. */
export function isHarmless(step: Step): step is Extract<Step, { op: 'read' | 'read-item' }> {
  return (step.op === 'read' || step.op === 'read-item') && (step.twists ?? []).every(isHarmlessTwist);
}

/** Reading twice, with the whole resource between, shows whether reading is stable and whether the views agree. */
function plainReads(contract: Contract): Pick<Plan, 'family' | 'title' | 'steps'> {
  const views = contract.resource.operation === null ? [] : [readResource()];
  return { family: 'history', title: 'the map and its resource, read again', steps: [readMap(), ...views, readMap()] };
}

/** Plans without a start state whose steps only read; each distinct read once, in the order of the list. */
export function readingPlans(contract: Contract, context: PlanContext): readonly Plan[] {
  const seen = new Set<string>();
  const isNew = (step: Step): boolean => seen.size !== seen.add(JSON.stringify(step)).size;
  const listed = [enumerate, furtherPlans, partingPlans].flatMap((part) => part(contract, context)).filter(({ hazardous }) => !hazardous);
  const drafts = listed.map(({ family, title, steps }) => ({ family, title: `${title}: its reads`, steps: steps.filter(isHarmless).filter(isNew) }));
  const next = new Map<Family, number>();
  return [plainReads(contract), ...drafts.filter(({ steps }) => steps.length > 0)].map((draft): Plan => {
    const index = next.get(draft.family) ?? 0;
    next.set(draft.family, index + 1);
    return { ...draft, contract: contract.id, index, listed: true, start: {}, hazardous: false };
  });
}
