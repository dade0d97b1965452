/** Takes hold of the resources of a lane: their originals are made safe first, then their maps are cleared. */
import type { Slot } from '../generators/plan.ts';
import { wasAccepted } from './dispatch.ts';
import type { LaneSetup } from './lane-setup.ts';
import { openResource, secureResource } from './open-resource.ts';
import type { Opening } from './open-resource.ts';
import { quietEditor } from './quiet-editor.ts';
import { CutShort } from './recorder.ts';
import { countNotTakenBack, whyNotTakenBack } from './rehearsal.ts';
import type { PhysicalResource } from './resource.ts';
import { restoringEditor } from './restoring-editor.ts';
import type { Session } from './session.ts';
import { TargetError } from './target-error.ts';

function openingOf({ config, named }: Session, setup: LaneSetup, resource: PhysicalResource): Opening {
  const editor = quietEditor(setup.contract, setup.dispatch, setup.routes[0], resource.id);
  return { contract: setup.contract, resource, editor, origin: setup.origin, route: setup.routes[0], journalDir: config.journalDir, runId: config.runId, named, kind: config.kind };
}

function touch(session: Session, setup: LaneSetup, resource: PhysicalResource): void {
  if (!session.touched.some((touched) => touched.resource === resource)) session.touched.push({ setup, resource });
}

/** Journal and clear the resources of these slots, as far as they are not yet. @throws {CutShort} when one must not be written to. */
export async function openSlots(session: Session, setup: LaneSetup, slots: readonly Slot[]): Promise<void> {
  for (const slot of slots) {
    const resource = setup.resources[slot];
    if (resource === undefined || resource.survivors !== null) continue;
    touch(session, setup, resource);
    await openResource(openingOf(session, setup, resource));
  }
}

/** Secure one resource and write its map back as it is. @throws {TargetError} `not-restorable`. */
async function rehearse(session: Session, setup: LaneSetup, resource: PhysicalResource): Promise<void> {
  if (resource.original !== null || resource.provisioned) return;
  touch(session, setup, resource);
  const original = await secureResource(openingOf(session, setup, resource));
  const editor = restoringEditor(setup.contract, session.config.contracts, setup.dispatch, setup.routes[0], resource.id, wasAccepted);
  const obstacle = whyNotTakenBack(original.size, await countNotTakenBack(editor, original), setup.lane.sacrificial);
  if (obstacle === null) return;
  throw new TargetError('not-restorable', `The metadata of ${setup.contract.id} ${JSON.stringify(resource.id)} could not be put back after a run. ${obstacle} `
    + 'Expected: a target that takes the map it shows. Use another resource, or --provision, which makes one. Nothing was changed.');
}

/**
 * Make sure, before anything is changed, that the named resources of a lane can be put back. What cannot be secured for another reason is left for its plans to tell.
 * Nothing on embedded clouds, which nobody restores.
 * @throws {TargetError} `not-restorable` when a target does not take back the map that it shows.
 */
export async function secureLane(session: Session, setup: LaneSetup): Promise<void> {
  if (session.config.kind !== 'remote' || session.config.readOnly === true) return;
  try {
    for (const resource of Object.values(setup.resources)) await rehearse(session, setup, resource);
  } catch (error) {
    if (!(error instanceof CutShort)) throw error;
  }
}
