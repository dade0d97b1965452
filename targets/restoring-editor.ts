/** The editor of a restoration: what the resource's own contract lacks is done as another contract of the same resource says. */
import type { Contract } from '../contracts/contract.ts';
import type { BoundRoute } from './build-request.ts';
import type { Dispatch } from './dispatch.ts';
import type { MapEditor } from './ladder.ts';
import { quietEditor, type Taken } from './quiet-editor.ts';

/** Whether two contracts speak of the same resources: same noun, a service type in common. */
function isSibling(one: Contract, other: Contract): boolean {
  return one.id !== other.id && one.resource.noun === other.resource.noun && one.service.types.some((type) => other.service.types.includes(type));
}

function withMeansOf(own: MapEditor, other: MapEditor): MapEditor {
  const merges = own.merge === null ? other : own;
  return { read: own.read, replace: own.replace ?? other.replace, merge: merges.merge, nullRemoves: merges.nullRemoves, upsert: own.upsert ?? other.upsert, remove: own.remove ?? other.remove };
}

/**
 * An editor with all writes that any loaded contract knows for the resource. A contract that can only replace could not undo what a faulty replace leaves.
 * @param contracts all that are loaded.
 * @param isTaken what the writes give; default: not cleanly refused.
 */
export function restoringEditor(contract: Contract, contracts: readonly Contract[], dispatch: Dispatch, route: BoundRoute, resourceId: string, isTaken?: Taken): MapEditor {
  const own = quietEditor(contract, dispatch, route, resourceId, isTaken);
  return contracts.filter((other) => isSibling(contract, other)).reduce((editor, other) => withMeansOf(editor, quietEditor(other, dispatch, route, resourceId, isTaken)), own);
}
