/** The rehearsal of a restoration: before anything is changed, an original is written back as it is. What a target does not take back now, it will not take back after the run. */
import type { JsonMap } from './json-map.ts';
import type { MapEditor } from './ladder.ts';

/** The editor of a rehearsal: its writes say whether they were accepted. */
export type RehearsalEditor = Pick<MapEditor, 'replace' | 'merge' | 'upsert'>;

/** Whether the whole map is taken, in one of the ways that a restoration has. */
async function isTakenWhole({ replace, merge }: RehearsalEditor, original: JsonMap): Promise<boolean> {
  return (await replace?.(original)) === true || (await merge?.(original)) === true;
}

/** How many pairs are not taken, each written alone. */
async function countRefused({ merge, upsert }: RehearsalEditor, original: JsonMap): Promise<number> {
  let refused = 0;
  for (const [key, value] of original) {
    const taken = (await upsert?.(key, value)) === true || (await merge?.(new Map([[key, value]]))) === true;
    if (!taken) refused += 1;
  }
  return refused;
}

/** What of an original is not taken back: the number of its pairs; 0 when all are. Nothing is written but what is there. */
export async function countNotTakenBack(editor: RehearsalEditor, original: JsonMap): Promise<number> {
  if (original.size === 0 || (await isTakenWhole(editor, original))) return 0;
  return countRefused(editor, original);
}

/** Why a run must not touch a resource of whose map so many pairs are not taken back; null when it may. A sacrificial one may lose what somebody else guards, but not its whole map. */
export function whyNotTakenBack(pairs: number, refused: number, sacrificial: boolean): string | null {
  const all = refused === pairs;
  if (refused === 0 || (sacrificial && !all)) return null;
  const because = all ? 'A limit that was lowered, or rules that have become stricter, do that.' : 'Somebody else may guard them; --sacrificial accepts that they are lost.';
  return `Written back as it is, ${refused} of its ${pairs} pairs were refused. ${because}`;
}
