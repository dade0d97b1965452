/** Finds out which keys of a map outlast its replacement by another. */
import type { JsonMap } from './json-map.ts';
import type { MapEditor } from './ladder.ts';

/** An editor that is watched at its work. */
export interface Watched {
  readonly editor: MapEditor;
  /** Keys that were still there after the first replacement, and before anything else was written, though it did not hold them. */
  readonly outlasting: () => ReadonlySet<string>;
}

/** Watch an editor: it does what it did before. */
export function watchingReplacement(editor: MapEditor): Watched {
  let sent: JsonMap | null = null;
  let isOver = false;
  let left: readonly string[] = [];
  const over = <Args extends readonly unknown[]>(write: ((...args: Args) => Promise<boolean>) | null): ((...args: Args) => Promise<boolean>) | null => (write === null ? null : (...args) => {
    isOver = true;
    return write(...args);
  });
  const { read, replace } = editor;
  return {
    editor: {
      ...editor, merge: over(editor.merge), upsert: over(editor.upsert), remove: over(editor.remove),
      read: async (attempt) => {
        const map = await read(attempt);
        if (map !== null && sent !== null && !isOver) left = [...map.keys()].filter((key) => sent?.has(key) === false);
        return map;
      },
      replace: replace === null ? null : async (map) => {
        if (sent !== null) isOver = true;
        const accepted = await replace(map);
        if (accepted && !isOver) sent = map;
        return accepted;
      },
    },
    outlasting: () => new Set(left),
  };
}
