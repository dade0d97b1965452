/** Puts one original back and says what is left to do. */
import { reachMap } from '../ladder.ts';
import type { MapEditor } from '../ladder.ts';
import type { JsonMap } from '../json-map.ts';

export interface Restored {
  /** The original is back, but for what does not count. */
  readonly done: boolean;
  /** Keys of ours that are still there; permanent ones on a sacrificial resource are reported as a problem instead. */
  readonly leftovers: number;
  /** What could not be put back, without keys or values; null when nothing is amiss. */
  readonly problem: string | null;
}

export interface RestoreTerms {
  readonly original: JsonMap;
  /** Keys that, once set, cannot be removed; they count as restored when the resource is sacrificial. */
  readonly permanent: ReadonlySet<string>;
  readonly sacrificial: boolean;
  /** A resource that can no longer be read counts as done: it was given up for that, and nobody could do more. */
  readonly givenUp: boolean;
  /** Keys that are not ours: neither in the original nor ever named, or never given up by the provider. */
  readonly notOurs: (key: string) => boolean;
}

/** Further reads after each rung: some 4.5 s in all, for targets that show writes late. */
const PATIENCE = 4;

/** Restore a map by the ladder and confirm it by a read. */
export async function restoreMap(editor: MapEditor, terms: RestoreTerms): Promise<Restored> {
  const { original, permanent } = terms;
  const stays = (key: string): boolean => permanent.has(key) && !original.has(key);
  const ignores = (key: string): boolean => terms.notOurs(key) || stays(key);
  const { last, differing } = await reachMap(editor, { map: original, ignores }, { known: null, oneByOne: true, patience: PATIENCE, distrustful: true, mayWriteUnread: true });
  // Some services choke on a key of the catalogue for good; whoever declares a resource sacrificial has given it up for that.
  if (last === null) return { done: terms.givenUp, leftovers: 0, problem: `its metadata could not be read${terms.givenUp ? ' any more; it was declared sacrificial' : ''}` };
  // An original key that is gone is never the provider's affair, whoever removed it.
  const off = differing.filter((key) => !terms.notOurs(key) || (original.has(key) && !last.has(key)));
  const kept = [...last.keys()].filter(stays);
  const leftovers = off.filter((key) => !original.has(key)).length + (terms.sacrificial ? 0 : kept.length);
  if (off.length > 0) return { done: false, leftovers, problem: `${off.length} keys differ from the original` };
  if (kept.length === 0) return { done: true, leftovers: 0, problem: null };
  return { done: terms.sacrificial, leftovers, problem: `${kept.length} keys that the API cannot remove were left (${kept.join(', ')})` };
}
