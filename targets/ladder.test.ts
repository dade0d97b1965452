import { assert, asyncProperty, dictionary, record, boolean, string } from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '../generators/plan.ts';
import { reachMap } from './ladder.ts';
import type { MapEditor } from './ladder.ts';

interface Can { readonly replace: boolean; readonly remove: boolean; readonly nullRemoves: boolean }

/** An in-memory map with the given writes; `log` tells which were used. */
function editorOn(map: Map<string, JsonValue>, can: Can, log: string[] = []): MapEditor {
  const merge = async (more: ReadonlyMap<string, JsonValue>): Promise<void> => {
    log.push('merge');
    for (const [key, value] of more) if (value === null) map.delete(key); else map.set(key, value);
  };
  return {
    read: async () => { log.push('read'); return new Map(map); },
    replace: can.replace ? async (all) => { log.push('replace'); map.clear(); for (const [key, value] of all) map.set(key, value); } : null,
    merge, nullRemoves: can.nullRemoves, upsert: null,
    remove: can.remove ? async (key) => { log.push('remove'); map.delete(key); } : null,
  };
}

const all: Can = { replace: true, remove: true, nullRemoves: false };

test('any of the three rungs reaches any state', async () => {
  const maps = dictionary(string(), string());
  await assert(asyncProperty(maps, maps, record({ replace: boolean(), remove: boolean(), nullRemoves: boolean() }), async (from, to, can) => {
    const map = new Map<string, JsonValue>(Object.entries(from));
    const { reached } = await reachMap(editorOn(map, can), { map: new Map(Object.entries(to)), ignores: () => false }, { known: null, oneByOne: false });
    const onlyAdds = Object.keys(from).every((key) => Object.hasOwn(to, key));
    if (can.replace || can.remove || can.nullRemoves) expect([reached, new Map(map)]).toEqual([true, new Map(Object.entries(to))]);
    else expect(reached).toBe(onlyAdds && Object.entries(to).every(([key, value]) => from[key] === value));
  }));
});

test('a state that is already there is confirmed by one read and not written', async () => {
  const log: string[] = [];
  const goal = { map: new Map([['a', '1']]), ignores: () => false };
  await reachMap(editorOn(new Map([['a', '1']]), all, log), goal, { known: goal.map, oneByOne: false });
  expect(log).toEqual(['read']);
});

test('a known other state is replaced without a read before', async () => {
  const log: string[] = [];
  await reachMap(editorOn(new Map([['a', '1']]), all, log), { map: new Map(), ignores: () => false }, { known: new Map([['a', '1']]), oneByOne: false });
  expect(log).toEqual(['replace', 'read']);
});

test('a replace that leaves keys behind is followed by removals', async () => {
  const map = new Map<string, JsonValue>([['old', '1']]);
  const merging: MapEditor = { ...editorOn(map, all), replace: async (more) => { for (const [key, value] of more) map.set(key, value); } };
  expect(await reachMap(merging, { map: new Map([['new', '2']]), ignores: () => false }, { known: null, oneByOne: false })).toMatchObject({ reached: true });
  expect([...map.keys()]).toEqual(['new']);
});

test('ignored keys neither count nor are touched; a map that cannot be read ends the climb', async () => {
  const map = new Map<string, JsonValue>([['provider', 'x'], ['old', '1']]);
  const { reached } = await reachMap(editorOn(map, { ...all, replace: false }), { map: new Map(), ignores: (key) => key === 'provider' }, { known: null, oneByOne: false });
  expect([reached, [...map.keys()]]).toEqual([true, ['provider']]);
  expect(await reachMap({ ...editorOn(map, all), read: async () => null }, { map: new Map(), ignores: () => false }, { known: null, oneByOne: true })).toMatchObject({ reached: false, last: null });
});
