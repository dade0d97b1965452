/**
 * The search proper: Wing and Gong's, in the just-in-time order of Lowe. It follows calls and returns in time and keeps every configuration the map
 * may be in: a state, and which of the operations in flight have taken effect. Only when an operation returns must it have been placed, so only then
 * are others in flight tried before it. Configurations already met are not explored again.
 */
import { EMPTY_PATH, extend } from './path.ts';
import type { Path } from './path.ts';
import type { Cells, Piece, Puzzle } from './puzzle.ts';
import { internedStates, stepOf } from './states.ts';
import type { States } from './states.ts';

/** How many configurations may still be explored; counted down. */
export interface Budget {
  left: number;
}

/** Where a search can end. */
export interface End {
  readonly cells: Cells;
  /** Unanswered operations that took effect. */
  readonly applied: readonly number[];
  readonly path: Path;
}

export type Placing =
  | { readonly kind: 'placed'; readonly ends: readonly End[] }
  /** `at`: the first operation, in order of return, that fits nowhere; `path`: the most that could be placed before. */
  | { readonly kind: 'stuck'; readonly at: number; readonly time: number; readonly path: Path }
  | { readonly kind: 'exhausted' };

/** A state and the pieces in flight that are already placed, as bits by slot. */
interface Configuration {
  readonly state: number;
  readonly mask: bigint;
  readonly path: Path;
}

interface InFlight extends Piece {
  readonly bit: bigint;
  readonly step: (state: number) => number | null;
}

interface Advance {
  readonly reached: readonly Configuration[];
  readonly deepest: Path;
}

/** Places the pieces of a puzzle in every possible way, as far as the budget reaches. */
export function place(puzzle: Puzzle, budget: Budget): Placing {
  const states = internedStates();
  const inFlight = new Map<number, InFlight>();
  let frontier: readonly Configuration[] = [{ state: states.idOf(puzzle.start), mask: 0n, path: EMPTY_PATH }];
  const events = eventsOf(puzzle.pieces);
  for (const { piece, time, returns } of events) {
    if (!returns) {
      const called: InFlight = { ...piece, bit: freeBit(inFlight), step: stepOf(piece, states) };
      inFlight.set(piece.id, called);
      if (called.free) frontier = undominated(frontier.map((from) => settle(from, [called], time)), inFlight.values());
      continue;
    }
    const bit = inFlight.get(piece.id)?.bit ?? 0n;
    const advance = advanceTo(frontier, bit, [...inFlight.values()], time, budget);
    if (advance === null) return { kind: 'exhausted' };
    if (advance.reached.length === 0) return { kind: 'stuck', at: piece.id, time, path: advance.deepest };
    inFlight.delete(piece.id);
    frontier = undominated(advance.reached.map((reached) => ({ ...reached, mask: reached.mask & ~bit })), inFlight.values());
  }
  const open = [...inFlight.values()];
  const all = puzzle.openEnd ? everythingAfter(frontier, open, events.at(-1)?.time ?? 0, budget) : frontier;
  return all === null ? { kind: 'exhausted' } : { kind: 'placed', ends: all.map((end) => endOf(end, open, states)) };
}

/** Every configuration in which the piece with `bit` is placed, one placement of others at a time; `null` when the budget is spent. */
function advanceTo(frontier: readonly Configuration[], bit: bigint, inFlight: readonly InFlight[], time: number, budget: Budget): Advance | null {
  const reached = frontier.filter(({ mask }) => (mask & bit) !== 0n);
  const open = frontier.filter(({ mask }) => (mask & bit) === 0n);
  const seen = new Set(frontier.map(nameOf));
  let deepest = frontier[0]?.path ?? EMPTY_PATH;
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    if (from.path.length > deepest.length) deepest = from.path;
    for (const next of successors(from, inFlight, time)) {
      const name = nameOf(next);
      if (seen.has(name)) continue;
      seen.add(name);
      budget.left -= 1;
      if (budget.left < 0) return null;
      ((next.mask & bit) === 0n ? open : reached).push(next);
    }
  }
  return { reached, deepest };
}

/** The frontier with everything that unanswered operations may still make of it. */
function everythingAfter(frontier: readonly Configuration[], open: readonly InFlight[], time: number, budget: Budget): readonly Configuration[] | null {
  const all = new Map(frontier.map((end) => [nameOf(end), end]));
  // A Map visits what is added while it is walked.
  for (const from of all.values()) {
    for (const next of successors(from, open, time)) {
      if (all.has(nameOf(next))) continue;
      all.set(nameOf(next), next);
      budget.left -= 1;
      if (budget.left < 0) return null;
    }
  }
  return [...all.values()];
}

/** What placing one more writer makes of a configuration. */
function* successors(from: Configuration, inFlight: readonly InFlight[], time: number): Generator<Configuration> {
  for (const piece of inFlight) {
    if ((from.mask & piece.bit) !== 0n || piece.writes.length === 0) continue;
    const state = piece.step(from.state);
    // An unanswered write that changes nothing may as well not have happened yet.
    if (state === null || (state === from.state && piece.deadline === Infinity)) continue;
    yield settle({ state, mask: from.mask | piece.bit, path: extend(from.path, { id: piece.id, at: time }) }, inFlight, time);
  }
}

/** Places whatever is free to be placed here. */
function settle(from: Configuration, inFlight: readonly InFlight[], time: number): Configuration {
  let { mask, path } = from;
  for (const piece of inFlight) {
    if (!piece.free || (mask & piece.bit) !== 0n || piece.step(from.state) !== from.state) continue;
    mask |= piece.bit;
    path = extend(path, { id: piece.id, at: time });
  }
  return { state: from.state, mask, path };
}

function endOf({ state, mask, path }: Configuration, open: readonly InFlight[], states: States): End {
  return { cells: states.cellsOf(state), applied: open.filter(({ bit }) => (mask & bit) !== 0n).map(({ id }) => id), path };
}

interface Event {
  readonly piece: Piece;
  readonly time: number;
  readonly returns: boolean;
}

/** Calls and returns in time; at one instant calls come first, since intervals are closed. */
function eventsOf(pieces: readonly Piece[]): readonly Event[] {
  const calls = pieces.map((piece) => ({ piece, time: piece.calledAt, returns: false }));
  const returns = pieces.filter(({ deadline }) => deadline < Infinity).map((piece) => ({ piece, time: piece.deadline, returns: true }));
  return [...calls, ...returns].toSorted((a, b) => a.time - b.time || Number(a.returns) - Number(b.returns));
}

/** A bit no piece in flight has. */
function freeBit(inFlight: ReadonlyMap<number, InFlight>): bigint {
  const taken = inFlight.values().reduce((mask, { bit }) => mask | bit, 0n);
  let bit = 1n;
  while ((taken & bit) !== 0n) bit <<= 1n;
  return bit;
}

function nameOf({ state, mask }: Configuration): string {
  return `${state}/${mask.toString(36)}`;
}

/**
 * The configurations worth going on from: one of each kind, and none that differs from another only in more unanswered writes spent, since
 * whatever it may become, the other may become too.
 */
function undominated(configurations: readonly Configuration[], inFlight: Iterable<InFlight>): readonly Configuration[] {
  let optional = 0n;
  for (const { deadline, bit } of inFlight) if (deadline === Infinity) optional |= bit;
  const kept = new Map<string, Configuration[]>();
  for (const one of configurations) {
    const name = nameOf({ ...one, mask: one.mask & ~optional });
    const alike = kept.get(name) ?? [];
    if (alike.some(({ mask }) => (mask & ~one.mask) === 0n)) continue;
    kept.set(name, [...alike.filter(({ mask }) => (one.mask & ~mask) !== 0n), one]);
  }
  return [...kept.values()].flat();
}
