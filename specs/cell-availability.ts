/** Which cells a lane can exercise at all: what the caller did not supply makes an invariant not applicable rather than unknown. */
import type { Contract } from '../contracts/contract.ts';
import { MOST_FILLED } from '../generators/limits.ts';
import type { Cell } from './judgement.ts';
import { isNewer } from './reading/microversion.ts';
import { MANY_ITEMS } from './reading/seen-classes.ts';
import type { RunHeader } from './recording.ts';

/** What a lane could do, and the item limit that the run found where none is announced; null: none was met. */
export type LaneFacts = RunHeader['lanes'][number] & { readonly foundLimit: number | null };

/** What a cell at an item limit needs: a limit that is known, of at least one item, and not so large that no plan fills it. */
function missingForQuota({ maxItems }: LaneFacts): string | null {
  if (maxItems === null) return 'a target that announces its item limit';
  return maxItems < 1 || maxItems > MOST_FILLED ? `an item limit from 1 to ${MOST_FILLED}` : null;
}

function missingForMicroversion(cls: string, { maxMicroversion }: LaneFacts, contract: Contract): string | null {
  if (maxMicroversion === null) return cls === 'microversion:malformed' ? 'a target with microversions' : 'a target that announces its microversions';
  const last = contract.microversions?.max ?? null;
  return cls === 'microversion:beyond' && last !== null && !isNewer(maxMicroversion, last) ? `a target with microversions later than ${last}` : null;
}

/** What a cell would need that the lane does not have, as a phrase after "needs"; null when it can be exercised. */
export function missingFor(cell: Cell, lane: LaneFacts, contract: Contract): string | null {
  const cls = cell.slice(cell.indexOf('/') + 1);
  if (cls.startsWith('caller:')) {
    const caller = cls.slice('caller:'.length);
    return lane.callers.includes(caller) ? null : `a token for the caller '${caller}'`;
  }
  if (cls === 'bystander') return lane.slots.includes('bystander') ? null : 'a second resource of the kind';
  if (cls.startsWith('state:')) return lane.sacrificial ? null : 'a resource that may be disturbed (--sacrificial)';
  if (cls === 'route:other') return lane.routes.length > 1 ? null : 'a second path to the same resource';
  if (cls === 'map:many') return (lane.maxItems ?? lane.foundLimit ?? MANY_ITEMS) < MANY_ITEMS ? `a target that lets a map have ${MANY_ITEMS} items` : null;
  if (cls.includes('quota')) return missingForQuota(lane);
  if (cls === 'microversion:unsupported' || cls === 'microversion:beyond' || cls === 'microversion:malformed') return missingForMicroversion(cls, lane, contract);
  if (cls === 'resource') return lane.views.includes('resource') ? null : 'a view of the whole resource';
  return null;
}
