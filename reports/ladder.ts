/** The state ladder of a finding: the map before the offending request, what the request said, the map after it, key by key. A pure function of the trace. */
import type { Contract } from '../contracts/contract.ts';
import type { JsonValue, Slot } from '../generators/plan.ts';
import { applyEffect, sameValue, type StoredMap } from '../specs/reading/effect.ts';
import { readTrace, type Seen, type SeenMap } from '../specs/reading/trace-reading.ts';
import type { Trace } from '../targets/trace.ts';
import { clipped } from './printable.ts';

/**
 * What became of a key. `kept`: as it was, rightly. `written`: as the request says. `removed`: gone, rightly. `lost`: gone, or never stored, against the request.
 * `altered`: there with another value than it should have. `leaked`: there though it should not be. `not-stored`: sent with a request that was not accepted.
 */
export const FATES = ['lost', 'leaked', 'altered', 'not-stored', 'removed', 'written', 'kept'] as const;
export type Fate = (typeof FATES)[number];

/** One key on the ladder. Values are JSON texts, long ones cut; null: the key is not there. */
export interface LadderRow {
  readonly key: string;
  readonly fate: Fate;
  readonly before: string | null;
  readonly sent: string | null;
  readonly after: string | null;
  /** The columns that no read bears out, since other writes stand between it and the request: what they say follows from the answers to those. Absent: none. */
  readonly inferred?: readonly ('before' | 'after')[];
}

/** One resource on the ladder. The offending request stands on its own resource; others are shown where they changed. */
export interface LadderRung {
  readonly slot: Slot;
  /** The exchange between before and after. */
  readonly request: number;
  /** The read that showed the map before; null: it was not known. */
  readonly readBefore: number | null;
  /** The read that showed the map after; the request itself where it is a read; null: it was not read. */
  readonly readAfter: number | null;
  /** The most telling keys first. */
  readonly rows: readonly LadderRow[];
  /** Keys that are not listed. */
  readonly omitted: number;
}

const MAX_ROWS = 24;
const MAX_VALUE = 120;

interface Scene {
  readonly before: StoredMap | null;
  readonly sent: StoredMap;
  readonly expected: StoredMap | null;
  readonly after: StoredMap | null;
  readonly accepted: boolean;
  readonly inferred?: (key: string) => LadderRow['inferred'];
}

function shown(map: StoredMap | null, key: string): string | null {
  const value = map?.get(key);
  return value === undefined ? null : clipped(JSON.stringify(value), MAX_VALUE, typeof value === 'string' ? [...value].length : undefined);
}

function fateOf(key: string, { before, sent, expected, after, accepted }: Scene): Fate {
  const isThere = after?.has(key) === true;
  const wanted: JsonValue | undefined = expected === null ? sent.get(key) : expected.get(key);
  if (sent.has(key) && !accepted && !isThere) return 'not-stored';
  if (wanted === undefined) return isThere ? (expected === null ? 'kept' : 'leaked') : 'removed';
  if (!isThere) return after === null ? 'kept' : 'lost';
  if (!sameValue(after?.get(key), wanted)) return 'altered';
  return sent.has(key) && accepted && !(before?.has(key) === true && sameValue(before.get(key), wanted)) ? 'written' : 'kept';
}

function inferredAt(key: string, { inferred }: Scene): Pick<LadderRow, 'inferred'> {
  const columns = inferred?.(key) ?? [];
  return columns.length === 0 ? {} : { inferred: columns };
}

function rung(slot: Slot, request: number, scene: Scene, reads: Pick<LadderRung, 'readBefore' | 'readAfter'>): LadderRung {
  const keys = [...new Set([...(scene.before?.keys() ?? []), ...scene.sent.keys(), ...(scene.after?.keys() ?? [])])];
  const rows = keys.map((key): LadderRow => ({ key, fate: fateOf(key, scene), before: shown(scene.before, key), sent: shown(scene.sent, key), after: shown(scene.after, key), ...inferredAt(key, scene) }))
    .toSorted((a, b) => FATES.indexOf(a.fate) - FATES.indexOf(b.fate));
  return { slot, request, ...reads, rows: rows.slice(0, MAX_ROWS), omitted: Math.max(0, rows.length - MAX_ROWS) };
}

/** What a read is about: of an item, only that key. */
function lookedAt(seen: Seen, map: StoredMap | null): StoredMap | null {
  const { key } = seen.ask;
  return map === null || key === null ? map : new Map([...map].filter(([name]) => name === key));
}

function ownRung(seen: Seen): LadderRung {
  const { ask, exchange, outcome, before, after, answered } = seen;
  const accepted = outcome === 'accepted';
  const slot = ask.slot ?? exchange.slot;
  const readBefore = before?.exchange ?? null;
  if (ask.effect === 'read') {
    const known = lookedAt(seen, before?.map ?? null);
    return rung(slot, exchange.id, { before: known, sent: new Map(), expected: known, after: answered, accepted }, { readBefore, readAfter: answered === null ? null : exchange.id });
  }
  const known = before?.map ?? null;
  const expected = known === null ? null : accepted && ask.operation !== null ? applyEffect(known, ask.effect, ask.sent, ask.key, ask.operation.nullMeans) : known;
  const inferred: Scene['inferred'] = (key) => [...(before?.inferred?.has(key) === true ? ['before' as const] : []), ...(after?.inferred?.has(key) === true ? ['after' as const] : [])];
  return rung(slot, exchange.id, { before: known, sent: ask.sent ?? new Map(), expected, after: after?.map ?? null, accepted, inferred }, { readBefore, readAfter: after?.exchange ?? null });
}

function isStateOf(slot: Slot): (seen: Seen) => boolean {
  return (seen) => (seen.ask.slot ?? seen.exchange.slot) === slot && seen.after !== null && seen.after.exchange === seen.exchange.id;
}

/** A resource that the request did not address, where it changed all the same. */
function otherRung(slot: Slot, offending: Seen, seen: readonly Seen[]): LadderRung | null {
  const at = seen.indexOf(offending);
  const before: SeenMap | null = seen.slice(0, at).findLast(isStateOf(slot))?.after ?? null;
  const after: SeenMap | null = seen.slice(at + 1).find(isStateOf(slot))?.after ?? null;
  if (before === null || after === null) return null;
  const found = rung(slot, offending.exchange.id, { before: before.map, sent: new Map(), expected: before.map, after: after.map, accepted: true }, { readBefore: before.exchange, readAfter: after.exchange });
  return found.rows.every(({ fate }) => fate === 'kept') ? null : found;
}

/**
 * The ladder of a finding's offending request; empty where the request ran beside others, whose maps are not its own.
 * @param offending id of the offending exchange.
 */
export function ladderOf(trace: Trace, contract: Contract, offending: number): readonly LadderRung[] {
  const { seen } = readTrace(trace, contract);
  const own = seen.find(({ exchange }) => exchange.id === offending);
  if (own === undefined || own.concurrent) return [];
  const mine = ownRung(own);
  const others = (Object.keys(trace.slots) as Slot[]).filter((slot) => slot !== mine.slot).flatMap((slot) => otherRung(slot, own, seen) ?? []);
  return [mine, ...others];
}
