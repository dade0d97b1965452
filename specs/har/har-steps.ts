/** Recorded exchanges as the steps of a plan, so that a report can print them and `replay` can perform them. */
import type { Contract } from '../../contracts/contract.ts';
import type { Entry, Slot, Step } from '../../generators/plan.ts';
import type { Trace } from '../../targets/trace.ts';
import { readTrace } from '../reading/trace-reading.ts';
import type { Seen } from '../reading/trace-reading.ts';

function stepOf({ ask, exchange }: Seen): Step | null {
  const { operation, effect, key } = ask;
  const slot = ask.slot ?? exchange.slot;
  const entries: readonly Entry[] = [...(ask.sent ?? [])];
  if (operation === null) return null;
  switch (effect) {
    case 'merge': case 'replace': return { op: effect, slot, entries };
    case 'upsert': return key === null ? null : { op: 'upsert', slot, urlKey: key, entries };
    case 'remove': return key === null ? null : { op: 'remove', slot, urlKey: key };
    case 'read':
      if (operation.on === 'item') return key === null ? null : { op: 'read-item', slot, urlKey: key };
      return { op: 'read', slot, view: operation.on === 'map' ? 'map' : 'resource' };
  }
}

/** Steps in the order of the calls; what ran side by side is one step with a branch for each. */
function stepsOf(seen: readonly Seen[]): readonly Step[] {
  const races = new Map<number, Step[][]>();
  return seen.flatMap((each): readonly Step[] => {
    const step = stepOf(each);
    if (step === null) return [];
    if (!each.concurrent) return [step];
    const known = races.get(each.exchange.stepIndex);
    known?.push([step]);
    if (known !== undefined) return [];
    const branches = [[step]];
    races.set(each.exchange.stepIndex, branches);
    return [{ op: 'concurrent', branches }];
  });
}

/** The map of a slot as the exchanges before the first step last showed it. */
function startOf(seen: readonly Seen[], slot: Slot): readonly (readonly [Slot, readonly Entry[]])[] {
  const shown = seen.findLast((each) => each.exchange.slot === slot && each.after?.exchange === each.exchange.id);
  return shown?.after == null ? [] : [[slot, [...shown.after.map]]];
}

/** The start state and the steps that a recorded trace shows; its first reads are the start. */
export function recordedPlan(trace: Trace, contract: Contract): Pick<Trace['plan'], 'start' | 'steps'> {
  const { seen } = readTrace(trace, contract);
  const opening = seen.filter(({ exchange }) => exchange.role === 'start');
  const start = Object.fromEntries((['subject', 'bystander'] as const).flatMap((slot) => startOf(opening, slot)));
  return { start, steps: stepsOf(seen.filter(({ exchange }) => exchange.role !== 'start')) };
}
