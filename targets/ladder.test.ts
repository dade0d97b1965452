import { assert, asyncProperty, dictionary, record, boolean, string } from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '../generators/plan.ts';
import { reachMap } from './ladder.ts';
import type { MapEditor } from './ladder.ts';

interface Can { readonly replace: boolean; readonly remove: boolean; readonly nullRemoves: boolean }

/** An in-memory map with the given writes; `log` tells which were used. */
function editorOn(map: Map<string, JsonValue>, can: Can, log: string[] = []): MapEditor {
  const merge = async (more: ReadonlyMap<string, JsonValue>): Promise<boolean> => {
    log.push('merge');
    for (const [key, value] of more) if (value === null) map.delete(key); else map.set(key, value);
    return true;
  };
  return {
    read: async () => { log.push('read'); return new Map(map); },
    replace: can.replace ? async (all) => { log.push('replace'); map.clear(); for (const [key, value] of all) map.set(key, value); return true; } : null,
    merge, nullRemoves: can.nullRemoves, upsert: null,
    remove: can.remove ? async (key) => { log.push('remove'); map.delete(key); return true; } : null,
  };
}

const all: Can = { replace: true, remove: true, nullRemoves: false };

test('any of the three rungs reaches any state', async () => {
  const maps = dictionary(string(), string());
  await assert(asyncProperty(maps, maps, record({ replace: boolean(), remove: boolean(), nullRemoves: boolean() }), async (from, to, can) => {
    const map = new Map<string, JsonValue>(Object.entries(from));
    const { reached } = await reachMap(editorOn(map, can), { map: new Map(Object.entries(to)), ignores: () => false }, { known: null, oneByOne: false, patience: 1 });
    const onlyAdds = Object.keys(from).every((key) => Object.hasOwn(to, key));
    if (can.replace || can.remove || can.nullRemoves) expect([reached, new Map(map)]).toEqual([true, new Map(Object.entries(to))]);
    else expect(reached).toBe(onlyAdds && Object.entries(to).every(([key, value]) => from[key] === value));
  }));
});

test('a state that is already there is confirmed by one read and not written', async () => {
  const log: string[] = [];
  const goal = { map: new Map([['a', '1']]), ignores: () => false };
  await reachMap(editorOn(new Map([['a', '1']]), all, log), goal, { known: goal.map, oneByOne: false, patience: 1 });
  expect(log).toEqual(['read']);
});

test('a known other state is replaced without a read before', async () => {
  const log: string[] = [];
  await reachMap(editorOn(new Map([['a', '1']]), all, log), { map: new Map(), ignores: () => false }, { known: new Map([['a', '1']]), oneByOne: false, patience: 1 });
  expect(log).toEqual(['replace', 'read']);
});

test('a replace that leaves keys behind is followed by removals', async () => {
  const map = new Map<string, JsonValue>([['old', '1']]);
  const merging: MapEditor = { ...editorOn(map, all), replace: async (more) => { for (const [key, value] of more) map.set(key, value); return true; } };
  expect(await reachMap(merging, { map: new Map([['new', '2']]), ignores: () => false }, { known: null, oneByOne: false, patience: 1 })).toMatchObject({ reached: true });
  expect([...map.keys()]).toEqual(['new']);
});

test('ignored keys neither count nor are touched; a map that cannot be read ends the climb', async () => {
  const map = new Map<string, JsonValue>([['provider', 'x'], ['old', '1']]);
  const { reached } = await reachMap(editorOn(map, { ...all, replace: false }), { map: new Map(), ignores: (key) => key === 'provider' }, { known: null, oneByOne: false, patience: 1 });
  expect([reached, [...map.keys()]]).toEqual([true, ['provider']]);
  expect(await reachMap({ ...editorOn(map, all), read: async () => null }, { map: new Map(), ignores: () => false }, { known: null, oneByOne: true, patience: 1 })).toMatchObject({ reached: false, last: null });
});

test('what was refused is looked at once, what was accepted as often as patience allows', async () => {
  for (const [accepted, reads] of [[false, 2], [true, 5]] as const) {
    const log: string[] = [];
    const stubborn: MapEditor = { ...editorOn(new Map([['old', '1']]), all, log), merge: null, remove: null, replace: async () => accepted };
    await reachMap(stubborn, { map: new Map(), ignores: () => false }, { known: null, oneByOne: false, patience: 3 });
    expect(log).toHaveLength(reads);
  }
});

test('a distrustful climb writes what a read shows already, or reads on where it cannot', async () => {
  const goal = { map: new Map([['a', '1']]), ignores: () => false };
  const climb = { known: null, oneByOne: false, patience: 3, distrustful: true };
  const log: string[] = [];
  await reachMap(editorOn(new Map([['a', '1']]), all, log), goal, climb);
  expect(log).toEqual(['read', 'replace', 'read']);
  const shown = [goal.map, goal.map, new Map<string, JsonValue>()];
  const map = new Map<string, JsonValue>();
  const late = editorOn(map, { ...all, replace: false });
  expect(await reachMap({ ...late, read: async () => shown.shift() ?? new Map(map) }, goal, climb)).toMatchObject({ reached: true });
  expect([...map]).toEqual([['a', '1']]);
});
