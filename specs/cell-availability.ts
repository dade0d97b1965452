/** Which cells a lane can exercise at all: what the caller did not supply makes an invariant not applicable rather than unknown. */
import type { Cell } from './judgement.ts';
import type { RunHeader } from './recording.ts';

export type LaneFacts = RunHeader['lanes'][number];

/** What a cell would need that the lane does not have, as a phrase after "needs"; null when it can be exercised. */
export function missingFor(cell: Cell, lane: LaneFacts): string | null {
  const cls = cell.slice(cell.indexOf('/') + 1);
  if (cls.startsWith('caller:')) {
    const caller = cls.slice('caller:'.length);
    return lane.callers.includes(caller) ? null : `a token for the caller '${caller}'`;
  }
  if (cls === 'bystander') return lane.slots.includes('bystander') ? null : 'a second resource of the kind';
  if (cls.startsWith('state:')) return lane.sacrificial ? null : 'a resource that may be disturbed (--sacrificial)';
  if (cls === 'route:other') return lane.routes.length > 1 ? null : 'a second path to the same resource';
  if (cls.includes('quota')) return lane.maxItems === null ? 'a target that announces its item limit' : null;
  if (cls === 'microversion:unsupported' || cls === 'microversion:beyond') return lane.maxMicroversion === null ? 'a target that announces its microversions' : null;
  if (cls === 'microversion:malformed') return lane.maxMicroversion === null ? 'a target with microversions' : null;
  if (cls === 'resource') return lane.views.includes('resource') ? null : 'a view of the whole resource';
  return null;
}
