/** Restores what interrupted runs left, from their journals alone. */
import type { Restoration } from '../target.ts';
import type { MapEditor } from '../ladder.ts';
import { closeLine, openJournals } from './journal.ts';
import type { OriginalLine } from './journal-line.ts';
import { restoreMap } from './restore-map.ts';

/** Gives the means to read and write the map of a journalled resource. Throws when it cannot be read: the resource then stays open, with the error's message as the problem. */
export type Connect = (original: OriginalLine) => Promise<MapEditor>;

async function restoreOne(original: OriginalLine, connect: Connect): Promise<{ readonly done: boolean; readonly leftovers: number; readonly problem: string | null }> {
  try {
    const editor = await connect(original);
    return await restoreMap(editor, { original: new Map(original.map), permanent: new Set(original.permanent), sacrificial: true, givenUp: false, notOurs: () => false });
  } catch (error) {
    return { done: false, leftovers: 0, problem: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Restore every open original, the newest first; a resource's journal closes when a read has shown its original again.
 * @param originals as {@link openJournals} gives them.
 * @param close called for each resource that holds its original again.
 */
export async function restoreOriginals(originals: readonly OriginalLine[], connect: Connect, close: (original: OriginalLine) => Promise<void>): Promise<Restoration> {
  let [restored, leftovers] = [0, 0];
  const problems: string[] = [];
  for (const original of originals) {
    const result = await restoreOne(original, connect);
    leftovers += result.leftovers;
    if (result.problem !== null) problems.push(`${original.resource}: ${result.problem}`);
    if (!result.done) continue;
    restored += 1;
    await close(original);
  }
  return { touched: originals.length, restored, leftovers, problems };
}

/** Restore all that the journals of a folder hold open; `runIds` limits it to those runs'. */
export async function restoreJournals(dir: string, connect: Connect, runIds?: readonly string[]): Promise<Restoration> {
  const journals = (await openJournals(dir)).filter(({ runId }) => runIds === undefined || runIds.includes(runId));
  const originals = journals.flatMap((journal) => journal.originals).toSorted((left, right) => (left.at < right.at ? 1 : -1));
  return restoreOriginals(originals, connect, (original) => closeLine(dir, original.runId, original.resource));
}
