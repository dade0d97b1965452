/**
 * The ladder by which a map is brought into a state: replace it; else remove what is too much and write what is missing; else merge with nulls. A rung
 * counts only when a read confirms it. Start states, the opening and the restoration all climb it.
 */
import type { JsonValue } from '../generators/plan.ts';
import { differingKeys, sameValue } from './json-map.ts';
import type { JsonMap } from './json-map.ts';

/** How one map is read and written; a write that the contract does not have is null. */
export interface MapEditor {
  /** Null when no map could be read. `again`: the first read did not show what was written. */
  readonly read: (again: boolean) => Promise<JsonMap | null>;
  readonly replace: ((map: JsonMap) => Promise<void>) | null;
  readonly merge: ((map: JsonMap) => Promise<void>) | null;
  /** Null as a value in `merge` removes the key. */
  readonly nullRemoves: boolean;
  readonly upsert: ((key: string, value: JsonValue) => Promise<void>) | null;
  readonly remove: ((key: string) => Promise<void>) | null;
}

export interface Goal {
  readonly map: JsonMap;
  /** Keys that do not count: foreign or permanent ones that are not in the goal. */
  readonly ignores: (key: string) => boolean;
}

/** Where the climb ended: `reached`, or the keys that still differ; `last` is the last map read. */
export interface Reached {
  readonly reached: boolean;
  readonly last: JsonMap | null;
  readonly differing: readonly string[];
}

/** Keys in which a map is not at its goal. */
export function keysOffGoal(map: JsonMap, goal: Goal): readonly string[] {
  return differingKeys(map, goal.map).filter((key) => goal.map.has(key) || !goal.ignores(key));
}

function stateOf(last: JsonMap | null, goal: Goal): Reached {
  const differing = last === null ? [...goal.map.keys()] : keysOffGoal(last, goal);
  return { reached: last !== null && differing.length === 0, last, differing };
}

async function look(editor: MapEditor, goal: Goal): Promise<Reached> {
  const first = stateOf(await editor.read(false), goal);
  return first.reached ? first : stateOf(await editor.read(true), goal);
}

function partsOf(last: JsonMap, goal: Goal): { readonly extra: readonly string[]; readonly missing: JsonMap } {
  const extra = [...last.keys()].filter((key) => !goal.map.has(key) && !goal.ignores(key));
  const missing = new Map([...goal.map].filter(([key, value]) => !last.has(key) || !sameValue(last.get(key), value)));
  return { extra, missing };
}

async function write(editor: MapEditor, missing: JsonMap): Promise<void> {
  if (missing.size === 0) return;
  if (editor.merge !== null) await editor.merge(missing);
  else for (const [key, value] of missing) await editor.upsert?.(key, value);
}

async function removeEach(editor: MapEditor, last: JsonMap, goal: Goal): Promise<void> {
  const { extra, missing } = partsOf(last, goal);
  for (const key of extra) await editor.remove?.(key);
  await write(editor, missing);
}

async function mergeWithNulls(editor: MapEditor, last: JsonMap, goal: Goal): Promise<void> {
  const { extra, missing } = partsOf(last, goal);
  await editor.merge?.(new Map<string, JsonValue>([...extra.map((key) => [key, null] as const), ...missing]));
}

async function mergeOneByOne(editor: MapEditor, last: JsonMap, goal: Goal): Promise<void> {
  const { extra, missing } = partsOf(last, goal);
  if (editor.nullRemoves) for (const key of extra) await editor.merge?.(new Map([[key, null]]));
  for (const [key, value] of missing) await write(editor, new Map([[key, value]]));
}

export interface Climb {
  /** The map as last read, when that is certain: it saves the read before a replace. */
  readonly known: JsonMap | null;
  /** Also try each pair alone in the end: many requests, for originals that must come back. */
  readonly oneByOne: boolean;
}

function rungsOf(editor: MapEditor, goal: Goal, climb: Climb): readonly ((last: JsonMap) => Promise<void>)[] {
  const { replace } = editor;
  return [
    ...(replace === null ? [] : [() => replace(goal.map)]),
    ...(editor.remove === null ? [] : [(last: JsonMap) => removeEach(editor, last, goal)]),
    ...(editor.merge !== null && editor.nullRemoves ? [(last: JsonMap) => mergeWithNulls(editor, last, goal)] : []),
    ...(climb.oneByOne ? [(last: JsonMap) => mergeOneByOne(editor, last, goal)] : []),
  ];
}

/** Bring a map to its goal by the first rung that a read confirms. A state that is already there is only confirmed. */
export async function reachMap(editor: MapEditor, goal: Goal, climb: Climb): Promise<Reached> {
  const { known } = climb;
  const mayReplaceUnread = known !== null && editor.replace !== null && keysOffGoal(known, goal).length > 0;
  let state = stateOf(mayReplaceUnread ? known : ((await editor.read(false)) ?? (await editor.read(true))), goal);
  for (const rung of rungsOf(editor, goal, climb)) {
    if (state.reached || state.last === null) return state;
    await rung(state.last);
    state = await look(editor, goal);
  }
  return state;
}
