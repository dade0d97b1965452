import { expect, test } from 'vitest';
import { reachMap, type MapEditor } from './ladder.ts';
import { watchingReplacement } from './outlasting.ts';

/** A map whose replacement leaves these keys; items can be removed. */
function keeping(map: Map<string, string>, kept: readonly string[], accepts = true): MapEditor {
  return {
    read: async () => new Map(map), merge: null, nullRemoves: false, upsert: null,
    replace: async () => {
      for (const key of map.keys()) if (accepts && !kept.includes(key)) map.delete(key);
      return accepts;
    },
    remove: async (key) => map.delete(key),
  };
}

async function cleared(editor: MapEditor): Promise<{ readonly reached: boolean; readonly outlasting: readonly string[] }> {
  const watched = watchingReplacement(editor);
  const { reached } = await reachMap(watched.editor, { map: new Map(), ignores: () => false }, { known: null, oneByOne: true, patience: 1 });
  return { reached, outlasting: [...watched.outlasting()] };
}

test('keys that a replacement leaves are told, though their removal then goes well', async () => {
  expect(await cleared(keeping(new Map([['theirs', '1'], ['a', '2']]), ['theirs']))).toEqual({ reached: true, outlasting: ['theirs'] });
});

test('nothing outlasts a replacement that clears the map, or one that was refused', async () => {
  expect(await cleared(keeping(new Map([['a', '1']]), []))).toEqual({ reached: true, outlasting: [] });
  expect(await cleared(keeping(new Map([['a', '1']]), [], false))).toEqual({ reached: true, outlasting: [] });
});
