/** Restores what interrupted runs left, from their journals alone. */
import type { Restoration } from '../target.ts';
import type { MapEditor } from '../ladder.ts';
import { closeLine, openJournals } from './journal.ts';
import type { OriginalLine } from './journal-line.ts';
import { laterChanges, laterChangesProblem } from './later-changes.ts';
import { restoreMap } from './restore-map.ts';
import type { Restored } from './restore-map.ts';

/** Gives the means to read and write the map of a journalled resource. Throws when it cannot be read: the resource then stays open, with the error's message as the problem. */
export type Connect = (original: OriginalLine) => Promise<MapEditor>;

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

async function changesOf(editor: MapEditor, { original, named }: Left): Promise<readonly string[]> {
  const now = named === null ? null : await editor.read(0);
  return now === null || named === null ? [] : laterChanges(now, new Map(original.map), named, new Set(original.permanent));
}

async function restoreOne(left: Left, connect: Connect): Promise<Restored> {
  const { original } = left;
  try {
    const editor = await connect(original);
    const changes = await changesOf(editor, left);
    if (changes.length > 0) return { done: false, leftovers: 0, problem: laterChangesProblem(changes) };
    return await restoreMap(editor, { original: new Map(original.map), permanent: new Set(original.permanent), sacrificial: true, givenUp: false, notOurs: () => false });
  } catch (error) {
    return { done: false, leftovers: 0, problem: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Restore what the journals of a folder hold open, the newest first; a resource's journal closes when a read has shown its original again.
 * A resource that somebody else has changed since is left as it is, unless that is to be overwritten.
 */
export async function restoreJournals(dir: string, connect: Connect, { runIds, overwrite = false }: RestoreChoice = {}): Promise<Restoration> {
  const journals = (await openJournals(dir)).filter(({ runId }) => runIds === undefined || runIds.includes(runId));
  const all = journals.flatMap(({ originals, named }) => originals.map((original): Left => ({ original, named: overwrite ? null : named })));
  let [restored, leftovers] = [0, 0];
  const problems: string[] = [];
  for (const left of all.toSorted((one, other) => (one.original.at < other.original.at ? 1 : -1))) {
    const { runId, resource } = left.original;
    const result = await restoreOne(left, connect);
    leftovers += result.leftovers;
    if (result.problem !== null) problems.push(`${resource}: ${result.problem}`);
    if (!result.done) continue;
    restored += 1;
    await closeLine(dir, runId, resource);
  }
  return { touched: all.length, restored, leftovers, problems };
}
