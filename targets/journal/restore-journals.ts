/** Restores what interrupted runs left, from their journals alone: states, then metadata, then what they made is removed. */
import type { Restoration } from '../target.ts';
import type { MapEditor } from '../ladder.ts';
import { removeProvisioned } from '../provisioning/removal.ts';
import type { ResourceKind } from '../provisioning/resource-kind.ts';
import type { Door } from '../provisioning/service-door.ts';
import { closeLine, closeWith, openJournals } from './journal.ts';
import type { OpenJournal } from './journal.ts';
import type { OpenCreation, OriginalLine, StateLine } from './journal-line.ts';
import { laterChanges, laterChangesProblem } from './later-changes.ts';
import { putStateBack } from './put-state-back.ts';
import type { StateMeans } from './put-state-back.ts';
import { restoreMap } from './restore-map.ts';
import type { Restored } from './restore-map.ts';

/** The means to undo what a journal names, from its own words. What throws leaves the line open, with the error's message as the problem. */
export interface RestoreMeans {
  /** Read and write the map of a resource. Throws when it cannot be read. */
  readonly connect: (original: OriginalLine) => Promise<MapEditor>;
  readonly stateMeans: (line: StateLine) => StateMeans;
  readonly maker: (creation: OpenCreation) => { readonly kind: ResourceKind; readonly door: Door };
}

/** Which journals are restored, and how. */
export interface RestoreChoice {
  /** Only these runs'; absent: all. */
  readonly runIds?: readonly string[] | undefined;
  /** Also where somebody else has changed the resource since. */
  readonly overwrite?: boolean | undefined;
}

/** An original with the keys its run has named; null: nobody knows, or they do not matter. */
interface Left {
  readonly original: OriginalLine;
  readonly named: readonly string[] | null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function changesOf(editor: MapEditor, { original, named }: Left): Promise<readonly string[]> {
  const now = named === null ? null : await editor.read(0);
  return now === null || named === null ? [] : laterChanges(now, new Map(original.map), named, new Set(original.permanent));
}

async function restoreOne(left: Left, means: RestoreMeans): Promise<Restored> {
  const { original } = left;
  try {
    const editor = await means.connect(original);
    const changes = await changesOf(editor, left);
    if (changes.length > 0) return { done: false, leftovers: 0, problem: laterChangesProblem(changes) };
    return await restoreMap(editor, { original: new Map(original.map), permanent: new Set(original.permanent), sacrificial: true, givenUp: false, notOurs: () => false });
  } catch (error) {
    return { done: false, leftovers: 0, problem: messageOf(error) };
  }
}

/** Bring resources into the states they were in. @returns what could not be, by resource. */
async function restoreStates(dir: string, { runId, states }: OpenJournal, means: RestoreMeans): Promise<ReadonlyMap<string, string>> {
  const problems = new Map<string, string>();
  for (const line of states) {
    const { resource, action } = line;
    const problem = await Promise.resolve().then(() => putStateBack(means.stateMeans(line), line)).catch(messageOf);
    if (problem === null) await closeWith(dir, runId, { type: 'state-back', resource, action });
    else problems.set(resource, problem);
  }
  return problems;
}

/** Remove what a run has made, the newest first. @returns what is left, and why. */
async function removeCreations(dir: string, { runId, creations }: OpenJournal, means: RestoreMeans): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const creation of creations) {
    const { name, noun, id, at } = creation;
    const problem = await Promise.resolve().then(() => {
      const { kind, door } = means.maker(creation);
      return removeProvisioned(kind, door, { name, id, at: new Date(at) });
    }).catch(messageOf);
    if (problem === null) await closeWith(dir, runId, { type: 'deleted', name, at: new Date().toISOString() });
    else problems.push(`${noun} ${name}: ${problem}`);
  }
  return problems;
}

async function restoreOriginals(dir: string, journal: OpenJournal, means: RestoreMeans, overwrite: boolean): Promise<Restoration> {
  const stuck = await restoreStates(dir, journal, means);
  let [restored, leftovers] = [0, 0];
  const problems: string[] = [];
  for (const original of journal.originals) {
    const { resource } = original;
    const state = stuck.get(resource);
    const result: Restored = state === undefined ? await restoreOne({ original, named: overwrite ? null : journal.named }, means) : { done: false, leftovers: 0, problem: state };
    leftovers += result.leftovers;
    if (result.problem !== null) problems.push(`${resource}: ${result.problem}`);
    if (!result.done) continue;
    restored += 1;
    await closeLine(dir, journal.runId, resource);
  }
  return { touched: journal.originals.length, restored, leftovers, problems };
}

/** The time of a journal's first open line. */
function beganAt({ originals, creations, states }: OpenJournal): string {
  return [...originals, ...creations, ...states].map(({ at }) => at).toSorted()[0] ?? '';
}

/**
 * Restore what the journals of a folder hold open, the newest first; a line closes when a read has shown that all is as it was.
 * A resource that somebody else has changed since is left as it is, unless that is to be overwritten. What was made counts as a resource.
 */
export async function restoreJournals(dir: string, means: RestoreMeans, { runIds, overwrite = false }: RestoreChoice = {}): Promise<Restoration> {
  const journals = (await openJournals(dir)).filter(({ runId }) => runIds === undefined || runIds.includes(runId));
  let [touched, restored, leftovers] = [0, 0, 0];
  const problems: string[] = [];
  for (const journal of journals.toSorted((one, other) => (beganAt(one) < beganAt(other) ? 1 : -1))) {
    const originals = await restoreOriginals(dir, journal, means, overwrite);
    const left = await removeCreations(dir, journal, means);
    touched += originals.touched + journal.creations.length;
    restored += originals.restored + journal.creations.length - left.length;
    leftovers += originals.leftovers + left.length;
    problems.push(...originals.problems, ...left);
  }
  return { touched, restored, leftovers, problems };
}
