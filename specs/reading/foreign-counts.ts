/** How many keys of others a trace shows beside those of the run. */
import type { Contract } from '../../contracts/contract.ts';
import type { Slot } from '../../generators/plan.ts';
import type { Exchange, Trace } from '../../targets/trace.ts';
import { readAddress } from './address.ts';
import { foreignKeysAt, readBody } from './body.ts';

/** As the mark of foreign keys stands in the text of a body. */
const WRITTEN_MARK = '\\u0000foreign-';

function countIn(exchange: Exchange, trace: Trace, contract: Contract): { readonly slot: Slot; readonly count: number } | null {
  const { response } = exchange;
  // Nearly all answers hold none: only those that do are read.
  if (response === null || response.status >= 300 || response.body.text?.includes(WRITTEN_MARK) !== true) return null;
  const { operations, slot } = readAddress(exchange, trace, contract);
  const place = operations.find(({ method }) => method === exchange.request.method)?.responseMap ?? null;
  const body = readBody(response.body);
  if (place === null || body.kind !== 'json') return null;
  return { slot: slot ?? exchange.slot, count: foreignKeysAt(body.value, place) };
}

/**
 * The largest number of foreign keys that each slot is known to have had, before a trace or at any time of it. Whoever adds or takes keys meanwhile does so between two reads, so that none of
 * the reads can say how many a write met: not more than these is what is known. Slots without foreign keys are left out.
 */
export function foreignCounts(trace: Trace, contract: Contract): ReadonlyMap<Slot, number> {
  const counts = new Map<Slot, number>();
  const note = (slot: Slot, count: number): void => {
    if (count > (counts.get(slot) ?? 0)) counts.set(slot, count);
  };
  for (const [slot, binding] of Object.entries(trace.slots)) note(slot as Slot, binding.foreignKeys);
  for (const exchange of trace.exchanges) {
    const found = countIn(exchange, trace, contract);
    if (found !== null) note(found.slot, found.count);
  }
  return counts;
}
