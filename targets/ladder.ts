/**
 * The ladder by which a map is brought into a state: replace it; else empty and replace it; else remove what is too much and write what is missing; else merge with nulls. A rung
 * counts only when a read confirms it. Start states, the opening and the restoration all climb it.
 */
import type { JsonValue } from '../generators/plan.ts';
import { differingKeys, sameValue } from './json-map.ts';
import type { JsonMap } from './json-map.ts';

/** How one map is read and written; a write that the contract does not have is null. A write gives false when it was cleanly refused. */
export interface MapEditor {
  /** Null when no map could be read. `attempt` counts from 0; later ones come because the earlier did not show what was written, and wait first. */
  readonly read: (attempt: number) => Promise<JsonMap | null>;
  readonly replace: ((map: JsonMap) => Promise<boolean>) | null;
  readonly merge: ((map: JsonMap) => Promise<boolean>) | null;
  /** Null as a value in `merge` removes the key. */
  readonly nullRemoves: boolean;
  readonly upsert: ((key: string, value: JsonValue) => Promise<boolean>) | null;
  readonly remove: ((key: string) => Promise<boolean>) | null;
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

async function look(editor: MapEditor, goal: Goal, patience: number): Promise<Reached> {
  let state = stateOf(await editor.read(0), goal);
  for (let attempt = 1; attempt <= patience && !state.reached; attempt += 1) state = stateOf(await editor.read(attempt), goal);
  return state;
}

function partsOf(last: JsonMap, goal: Goal): { readonly extra: readonly string[]; readonly missing: JsonMap } {
  const extra = [...last.keys()].filter((key) => !goal.map.has(key) && !goal.ignores(key));
  const missing = new Map([...goal.map].filter(([key, value]) => !last.has(key) || !sameValue(last.get(key), value)));
  return { extra, missing };
}

/** Do writes in order. @returns false when every one was refused: then nothing is worth waiting for. */
async function inOrder(writes: readonly (() => Promise<boolean> | undefined)[]): Promise<boolean> {
  let accepted = false;
  for (const write of writes) accepted = (await write()) === true || accepted;
  return accepted;
}

function writing(editor: MapEditor, missing: JsonMap): readonly (() => Promise<boolean> | undefined)[] {
  if (missing.size === 0) return [];
  return editor.merge === null ? [...missing].map(([key, value]) => () => editor.upsert?.(key, value)) : [() => editor.merge?.(missing)];
}

/** So many keys are worth two requests before they are removed one by one. */
const MANY_KEYS = 6;

/** Some services fail where a replace removes and adds at once; in two steps they do not. Null: not worth trying. */
async function replaceByWayOfNothing(replace: NonNullable<MapEditor['replace']>, last: JsonMap, goal: Goal): Promise<boolean | null> {
  const { extra, missing } = partsOf(last, goal);
  if (extra.length < MANY_KEYS || missing.size === 0) return null;
  return inOrder([() => replace(new Map()), () => replace(goal.map)]);
}

function removeEach(editor: MapEditor, last: JsonMap, goal: Goal): Promise<boolean> {
  const { extra, missing } = partsOf(last, goal);
  return inOrder([...extra.map((key) => () => editor.remove?.(key)), ...writing(editor, missing)]);
}

function mergeWithNulls(editor: MapEditor, last: JsonMap, goal: Goal): Promise<boolean> {
  const { extra, missing } = partsOf(last, goal);
  return inOrder([() => editor.merge?.(new Map<string, JsonValue>([...extra.map((key) => [key, null] as const), ...missing]))]);
}

function mergeOneByOne(editor: MapEditor, last: JsonMap, goal: Goal): Promise<boolean> {
  const { extra, missing } = partsOf(last, goal);
  const removals = editor.nullRemoves ? extra.map((key) => () => editor.merge?.(new Map([[key, null]]))) : [];
  return inOrder([...removals, ...[...missing].flatMap((pair) => writing(editor, new Map([pair])))]);
}

export interface Climb {
  /** The map as last read, when that is certain: it saves the read before a replace. */
  readonly known: JsonMap | null;
  /** Also try each pair alone in the end: many requests, for originals that must come back. */
  readonly oneByOne: boolean;
  /** How many further reads are worth waiting for after each rung. */
  readonly patience: number;
  /** Try only the first rung, for targets that have shown none of them to help; default: all. */
  readonly firstRungOnly?: boolean;
  /** Replace also a map that no read shows: a write of the run may have spoilt it. Default: what cannot be read is left alone. */
  readonly mayWriteUnread?: boolean;
  /** A first read that already shows the goal may be out of date: write all the same, or where there is no replace, read on. */
  readonly distrustful?: boolean;
}

function rungsOf(editor: MapEditor, goal: Goal, climb: Climb): readonly ((last: JsonMap) => Promise<boolean | null>)[] {
  const { replace } = editor;
  const rungs = [
    ...(replace === null ? [] : [() => replace(goal.map), (last: JsonMap) => replaceByWayOfNothing(replace, last, goal)]),
    ...(editor.remove === null ? [] : [(last: JsonMap) => removeEach(editor, last, goal)]),
    ...(editor.merge !== null && editor.nullRemoves ? [(last: JsonMap) => mergeWithNulls(editor, last, goal)] : []),
    ...(climb.oneByOne ? [(last: JsonMap) => mergeOneByOne(editor, last, goal)] : []),
  ];
  return climb.firstRungOnly === true ? rungs.slice(0, 1) : rungs;
}

async function firstState(editor: MapEditor, goal: Goal, { known, patience, distrustful = false }: Climb): Promise<Reached> {
  const mayReplaceUnread = known !== null && editor.replace !== null && keysOffGoal(known, goal).length > 0;
  let state = stateOf(mayReplaceUnread ? known : ((await editor.read(0)) ?? (await editor.read(1))), goal);
  if (!distrustful || !state.reached) return state;
  if (editor.replace !== null) return { ...state, reached: false };
  for (let attempt = 1; attempt < patience && state.reached; attempt += 1) state = stateOf(await editor.read(attempt), goal);
  return state;
}

/** Bring a map to its goal by the first rung that a read confirms. A state that is already there is only confirmed. */
export async function reachMap(editor: MapEditor, goal: Goal, climb: Climb): Promise<Reached> {
  let state = await firstState(editor, goal, climb);
  if (state.last === null && climb.mayWriteUnread === true && editor.replace !== null) state = await look(editor, goal, (await editor.replace(goal.map)) ? climb.patience : 0);
  for (const rung of rungsOf(editor, goal, climb)) {
    if (state.reached || state.last === null) return state;
    const accepted = await rung(state.last);
    if (accepted === null) continue;
    state = await look(editor, goal, accepted ? climb.patience : 0);
  }
  return state;
}
