/** Keys of others over a whole recording: what a later trace shows of a resource, an earlier one may have met unseen. */
import type { Contract } from '../contracts/contract.ts';
import type { Slot } from '../generators/plan.ts';
import type { SlotBinding, Trace } from '../targets/trace.ts';
import { foreignCounts } from './reading/foreign-counts.ts';

function placeOf(trace: Trace, slot: Slot): string {
  return `${trace.contract} ${trace.slots[slot]?.resourceId ?? ''}`;
}

function mostByResource(traces: readonly Trace[], contracts: ReadonlyMap<string, Contract>): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  for (const trace of traces) {
    const contract = contracts.get(trace.contract);
    if (contract === undefined) continue;
    for (const [slot, count] of foreignCounts(trace, contract)) most.set(placeOf(trace, slot), Math.max(most.get(placeOf(trace, slot)) ?? 0, count));
  }
  return most;
}

/**
 * The traces, each slot bound with the most foreign keys that its resource showed in any of them. A provider may add its own with the very write that it refuses for
 * them, so that they are first seen later. Traces of resources without foreign keys are the same objects.
 */
export function withForeignOfAll(traces: readonly Trace[], contracts: ReadonlyMap<string, Contract>): readonly Trace[] {
  const most = mostByResource(traces, contracts);
  if (most.size === 0) return traces;
  return traces.map((trace): Trace => {
    const slots = Object.entries(trace.slots).map(([slot, binding]): readonly [string, SlotBinding] => {
      const foreignKeys = Math.max(binding.foreignKeys, most.get(placeOf(trace, slot as Slot)) ?? 0);
      return [slot, foreignKeys === binding.foreignKeys ? binding : { ...binding, foreignKeys }];
    });
    const isSame = slots.every(([slot, binding]) => trace.slots[slot as Slot] === binding);
    return isSame ? trace : { ...trace, slots: Object.fromEntries(slots) };
  });
}
