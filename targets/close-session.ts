/** Closes a target: states, metadata and what was made, each as it was before. */
import { routePrefix } from './build-request.ts';
import { closeLine } from './journal/journal.ts';
import { putStateBack } from './journal/put-state-back.ts';
import { restoreMap } from './journal/restore-map.ts';
import type { Restored, RestoreTerms } from './journal/restore-map.ts';
import { journalIdentity } from './open-resource.ts';
import { restoringEditor } from './restoring-editor.ts';
import type { Session, Touched } from './session.ts';
import type { Restoration } from './target.ts';

function termsFor(session: Session, { setup, resource }: Touched): RestoreTerms | null {
  const { original, survivors } = resource;
  if (original === null || resource.provisioned) return null;
  return {
    original, permanent: new Set(setup.contract.hazards.permanent), sacrificial: setup.lane.sacrificial, givenUp: setup.lane.sacrificial,
    notOurs: (key) => !session.named.has(key) && (survivors?.has(key) === true || !original.has(key)),
  };
}

/** A server that a plan has left locked or paused takes no metadata back. @returns why its state is not as before; null when it is. */
async function restoreState(session: Session, { setup, resource }: Touched): Promise<string | null> {
  const identity = journalIdentity(setup.origin, resource);
  const dispatch = session.connections.dispatch(setup.origin, setup.contract, 'restore');
  for (const note of session.states.open(identity)) {
    const problem = await putStateBack({ contract: setup.contract, dispatch, prefix: routePrefix(setup.routes[0]), resourceId: resource.id }, note);
    if (problem !== null) return problem;
    await session.states.back(identity, note.action);
  }
  return null;
}

async function restoreOne(session: Session, entry: Touched, terms: RestoreTerms): Promise<Restored> {
  const { setup, resource } = entry;
  const problem = await restoreState(session, entry);
  if (problem !== null) return { done: false, leftovers: 0, problem };
  return restoreMap(restoringEditor(setup.contract, session.config.contracts, session.connections.dispatch(setup.origin, setup.contract, 'restore'), setup.routes[0], resource.id), terms);
}

async function restoreAll(session: Session): Promise<Restoration> {
  const { config } = session;
  const problems: string[] = [];
  let [touched, restored, leftovers] = [0, 0, 0];
  for (const entry of session.touched.toReversed()) {
    const terms = termsFor(session, entry);
    if (terms === null) continue;
    touched += 1;
    const { setup, resource } = entry;
    const result = await restoreOne(session, entry, terms);
    leftovers += result.leftovers;
    if (result.problem !== null) problems.push(`${setup.contract.id} ${resource.id}: ${result.problem}`);
    if (!result.done) continue;
    restored += 1;
    await closeLine(config.journalDir, config.runId, journalIdentity(setup.origin, resource));
  }
  return { touched, restored, leftovers, problems };
}

/** What was made counts as touched, and as restored when it is gone. */
async function removeProvisioned(session: Session, restoration: Restoration): Promise<Restoration> {
  const { made, removed, problems } = await session.provisioned.remove();
  return {
    touched: restoration.touched + made, restored: restoration.restored + removed, leftovers: restoration.leftovers + made - removed,
    problems: [...restoration.problems, ...problems],
  };
}

/** End a run: nothing more is sent for plans, all is put back, what was made is removed, connections are closed. */
export async function closeSession(session: Session): Promise<Restoration> {
  session.closing = true;
  await Promise.allSettled(session.underWay);
  try {
    return await removeProvisioned(session, await restoreAll(session));
  } finally {
    await session.connections.close();
  }
}
