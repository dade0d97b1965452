/** The item limit of a target that announces none, as the traces of a run show it. */
import type { Contract } from '../contracts/contract.ts';
import type { Trace } from '../targets/trace.ts';
import { resultingSize } from './reading/quota.ts';
import { readTrace, type Seen } from './reading/trace-reading.ts';

/** Whether a write was refused, and nothing but its size may be why. */
function isRefusedForSize({ outcome, flaws, concurrent }: Seen): boolean {
  return outcome === 'refused' && !concurrent && flaws.length > 0 && flaws.every(({ rejection }) => rejection === 'quota');
}

/**
 * Items of the largest map that was accepted, where a larger one was refused and none was accepted that is as large; null where no write was refused for its size.
 * @param traces Those of one contract.
 */
export function foundLimit(traces: readonly Trace[], contract: Contract): number | null {
  const writes = traces.flatMap((trace) => readTrace(trace, contract).writes);
  const sizes = (which: (seen: Seen) => boolean): readonly number[] => writes.filter(which).flatMap((seen) => resultingSize(seen.ask, seen.before) ?? []);
  const refused = sizes(isRefusedForSize).reduce((least, size) => Math.min(least, size), Number.POSITIVE_INFINITY);
  const accepted = sizes(({ outcome, ask }) => outcome === 'accepted' && ask.effect !== 'remove').reduce((most, size) => Math.max(most, size), 0);
  return refused > accepted && Number.isFinite(refused) ? accepted : null;
}
