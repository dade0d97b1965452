/**
 * Writes that one read speaks for. What each of them found and left is worked out by the model; where the read then shows something else, the last write that names a
 * key, or replaces the map, answers for it, and the very last one for keys that none of them names. That is a suspicion, not yet a proof: the shrinker tries each alone.
 */
import type { JsonValue } from '../../generators/plan.ts';
import { applyEffect, sameValue, type StoredMap } from './effect.ts';
import type { SeenMap, WriteDraft } from './trace-reading.ts';

/** The writes since the map was last read, and the map that they should have made of it. */
export interface Chain {
  readonly writes: readonly WriteDraft[];
  readonly expected: StoredMap;
}

/** Whether the model can say what a write makes of the map: it was done, or answered with an error, which must leave all as it was. */
export function isFollowable(draft: WriteDraft): boolean {
  return failed(draft) || (draft.outcome === 'accepted' && draft.ask.operation !== null && !draft.flaws.some((flaw) => flaw.beyond === 'reject'));
}

/** Whether a request was answered with an error. */
function failed({ outcome }: WriteDraft): boolean {
  return outcome === 'refused' || outcome === 'crashed';
}

/** The map after a write, by the model. */
export function modelled(before: StoredMap, draft: WriteDraft): StoredMap {
  const { operation, effect, sent, key } = draft.ask;
  return draft.outcome === 'accepted' && operation !== null ? applyEffect(before, effect, sent, key, operation.nullMeans) : before;
}

/** Whether a write settles what becomes of a key: it names it, or it replaces the whole map. */
function settles({ ask, outcome }: WriteDraft, key: string): boolean {
  return ask.sent?.has(key) === true || ask.key === key || (ask.effect === 'replace' && outcome === 'accepted');
}

function differing(a: StoredMap, b: StoredMap): readonly string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((key) => a.has(key) !== b.has(key) || !sameValue(a.get(key), b.get(key)));
}

/** The state after a write, by the model: what the write moved follows from its answer, and no read has shown it. */
export function modelledState(before: SeenMap, draft: WriteDraft): SeenMap {
  const map = modelled(before.map, draft);
  return { ...before, map, inferred: new Map([...(before.inferred ?? []), ...differing(before.map, map).map((key) => [key, draft.exchange.id] as const)]) };
}

/** The keys of a state amid a chain that the read at its end says nothing of: it shows them otherwise, or a later write has settled them. */
function unreadKeys(draft: WriteDraft, later: readonly WriteDraft[], map: StoredMap, read: StoredMap): ReadonlyMap<string, number> {
  const odd = new Set(differing(map, read));
  const keys = new Set([...map.keys(), ...read.keys(), ...(draft.answered?.keys() ?? []), ...(draft.ask.sent?.keys() ?? [])]);
  const accepted = later.filter(({ outcome }) => outcome === 'accepted');
  return new Map([...keys].filter((key) => odd.has(key) || accepted.some((write) => settles(write, key))).map((key) => [key, draft.exchange.id]));
}

function withObserved(map: StoredMap, keys: readonly string[], observed: StoredMap): StoredMap {
  const changed = new Map<string, JsonValue>(map);
  for (const key of keys) {
    const value = observed.get(key);
    if (value === undefined) changed.delete(key);
    else changed.set(key, value);
  }
  return changed;
}

/** The writer of a key, but where it only found the key gone (404): then the accepted write before it, as that one must have lost it. */
function remover(writes: readonly WriteDraft[], writer: WriteDraft, key: string, read: StoredMap): WriteDraft {
  if (read.has(key) || writer.outcome !== 'refused' || writer.exchange.response?.status !== 404) return writer;
  return writes.slice(0, writes.indexOf(writer)).findLast(({ outcome }) => outcome === 'accepted') ?? writer;
}

/** Where writes answer the whole map: the first, from the writer of a key on, whose answer already shows it as it was read in the end. */
function firstToShow(writes: readonly WriteDraft[], writer: WriteDraft, key: string, read: StoredMap): WriteDraft | null {
  const later = writes.slice(writes.indexOf(writer)).filter((draft) => draft.outcome === 'accepted' && draft.ask.operation?.answer === 'map' && draft.answered !== null);
  return later.find(({ answered }) => answered?.has(key) === read.has(key) && sameValue(answered?.get(key), read.get(key))) ?? null;
}

function withBlame(left: SeenMap, keys: readonly string[], read: SeenMap): SeenMap {
  return { ...left, map: withObserved(left.map, keys, read.map), inferred: new Map([...(left.inferred ?? []), ...keys.map((key) => [key, read.exchange] as const)]) };
}

/** Give each write of a chain the state it left, now that one was read. */
export function resolveChain(writes: readonly WriteDraft[], state: SeenMap, expected: StoredMap): void {
  const [only] = writes;
  if (only === undefined) return;
  // Refusals alone must have left everything as it was: they share what was read.
  if (writes.length === 1 || writes.every(failed)) {
    for (const draft of writes) draft.after = state;
    return;
  }
  const last = writes.at(-1) ?? only;
  const odd = differing(expected, state.map);
  const blamed = new Map<WriteDraft, string[]>();
  for (const key of odd) {
    const writer = remover(writes, writes.findLast((draft) => settles(draft, key)) ?? last, key, state.map);
    const culprit = firstToShow(writes, writer, key, state.map) ?? writer;
    blamed.set(culprit, [...(blamed.get(culprit) ?? []), key]);
  }
  // What a write is blamed for was so from then on: no later one found what the model alone had seen.
  let current = only.before;
  for (const [index, draft] of writes.entries()) {
    if (current === null) return;
    const found: SeenMap = current;
    current = withBlame(modelledState(found, draft), blamed.get(draft) ?? [], state);
    // One that was sent again found nobody knows what, but it does leave something to the next.
    if (draft.before === null) continue;
    draft.before = found;
    draft.after = { ...state, map: current.map, inferred: unreadKeys(draft, writes.slice(index + 1), current.map, state.map) };
  }
}
