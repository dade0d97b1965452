/** Takes away what was made, and looks until it is gone. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ResourceKind } from './resource-kind.ts';
import type { Door } from './service-door.ts';

const POLL_MS = 400;
/** A creation that was cut off may still show up: it is looked for this often, when it is that young. */
const LOOKS = 3;
const YOUNG_MS = 30_000;
const LOOK_AGAIN_MS = 1500;

/** What is to go. Without an id it is found by its name. */
export interface Doomed {
  readonly name: string;
  readonly id: string | null;
  /** When its creation was asked for. */
  readonly at: Date;
}

async function idsOf(kind: ResourceKind, door: Door, { name, id, at }: Doomed): Promise<readonly string[] | null> {
  if (id !== null) return [id];
  for (let look = 1; ; look += 1) {
    const found = await kind.find(door, name);
    if (found === null) return null;
    const ids = found.filter((one) => one.name === name).map((one) => one.id);
    if (ids.length > 0 || look >= LOOKS || Date.now() - at.getTime() > YOUNG_MS) return ids;
    await sleep(LOOK_AGAIN_MS);
  }
}

/** Why a resource is still there; null when it is gone. */
async function removeOne(kind: ResourceKind, door: Door, name: string, id: string): Promise<string | null> {
  if ((await kind.progress(door, id)) === 'gone') return null;
  const obstacle = (await kind.untouchable?.(door, id, name)) ?? null;
  if (obstacle !== null) return `${obstacle}: left alone`;
  const deadline = performance.now() + kind.patienceMs;
  let said = await kind.remove(door, id);
  for (let polls = 1; performance.now() < deadline; polls += 1) {
    if ((await kind.progress(door, id)) === 'gone') return null;
    if (said.status === 401 || said.status === 403) return `its deletion was refused (${said.problem})`;
    await sleep(POLL_MS);
    // Refused for a task that was under way, or not answered: asked again.
    if ((said.status === 409 || said.status === 400 || said.status === 0 || said.status >= 500) && polls % 5 === 0) said = await kind.remove(door, id);
  }
  return `it is still there ${kind.patienceMs / 1000} s after its deletion was asked for (${said.problem})`;
}

/** Remove what one creation has made. @returns why something is left; null when nothing is. */
export async function removeProvisioned(kind: ResourceKind, door: Door, doomed: Doomed): Promise<string | null> {
  const ids = await idsOf(kind, door, doomed);
  if (ids === null) return `the ${kind.noun}s of the target could not be listed to look for it`;
  const problems = await Promise.all(ids.map((id) => removeOne(kind, door, doomed.name, id)));
  return problems.find((problem) => problem !== null) ?? null;
}
