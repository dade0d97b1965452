/** The pairs that an accepted write obliges the server to hold, next to what a read then showed. */
import type { Operation } from '../../contracts/contract.ts';
import type { JsonValue } from '../../generators/plan.ts';
import type { StoredMap } from './effect.ts';
import { mustRefuse, type Seen } from './trace-reading.ts';

export interface StoredPairs {
  readonly operation: Operation;
  /** Sent pairs but those whose null removes. */
  readonly sent: readonly (readonly [string, JsonValue])[];
  readonly after: StoredMap;
  /** The exchange that read the map afterwards. */
  readonly readBy: number;
}

/**
 * The stored pairs of a write that was accepted and could be. A request that had to be refused is another invariant's matter: what its acceptance should store
 * is anybody's guess.
 */
export function storedPairs(seen: Seen): StoredPairs | null {
  const { operation, sent, effect } = seen.ask;
  if (seen.concurrent || seen.outcome !== 'accepted' || operation === null || sent === null || seen.after === null || effect === 'remove' || mustRefuse(seen)) return null;
  const stored = [...sent].filter(([, value]) => value !== null || operation.nullMeans !== 'removes');
  return { operation, sent: stored, after: seen.after.map, readBy: seen.after.exchange };
}
