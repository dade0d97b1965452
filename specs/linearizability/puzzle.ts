/**
 * A window's operations on one group of keys, in numbers: what the search works on. Values nobody will look at are made equal here, which
 * keeps the search small where writes are many and reads few.
 */
import { deadlineOf, isUnanswered } from './history.ts';
import type { MapState, Operation } from './history.ts';
import { transitionOf } from './model.ts';
import type { Transition, Values } from './model.ts';
import type { Window } from './windows.ts';

const ABSENT = 0;
/** Any value, or absence, that no observer of the window tells from another such. */
const UNSEEN = 1;

/** A state: the number of each key's value. */
export type Cells = readonly number[];
type Pair = readonly [cell: number, value: number];

/** One operation, compiled. */
export interface Piece {
  readonly id: number;
  readonly calledAt: number;
  /** Infinite for an unanswered operation. */
  readonly deadline: number;
  readonly requires: readonly Pair[];
  readonly requiresPresent: number | null;
  readonly writes: readonly Pair[];
  readonly ensures: readonly Pair[];
  /**
   * May be placed as soon as it would leave the state as it is, without loss: it only looks, or it writes only what nobody looks at, so that
   * placing it later could only do harm.
   */
  readonly free: boolean;
}

/** What is to be searched. */
export interface Puzzle {
  readonly pieces: readonly Piece[];
  readonly start: Cells;
  /** Whether unanswered operations may still act after the last answer. */
  readonly openEnd: boolean;
  readonly decode: (cells: Cells) => MapState;
}

/** Compiles the part of a window that concerns `keys`; `applied` are unanswered operations that took effect before it. */
export function puzzleOf(window: Window, keys: ReadonlySet<string>, start: MapState, applied: ReadonlySet<number>): Puzzle {
  const operations = [...window.answered, ...window.unanswered.filter(({ id }) => !applied.has(id))];
  const parts = operations
    .map((operation) => ({ operation, transition: transitionOf(operation, keys) }))
    .filter(({ transition }) => transition.requires.size + transition.writes.size + transition.ensures.size > 0);
  const code = codeOf([...keys], window.pinned ? watchOf(parts.map(({ transition }) => transition)) : null);
  return {
    // What need not happen and could only overwrite what is looked at never helps within this window.
    pieces: parts.filter(({ operation, transition }) => !(isUnanswered(operation) && code.isForgotten(transition.writes)))
      .map(({ operation, transition }) => pieceOf(operation, transition, code)),
    start: code.pairs(new Map([...keys].map((key) => [key, start.get(key) ?? null]))).map(([, value]) => value),
    openEnd: window.last,
    decode: code.decode,
  };
}

/** What the observers of a window can tell apart. */
interface Watch {
  readonly seen: ReadonlyMap<string, ReadonlySet<string | null>>;
  readonly presence: ReadonlySet<string>;
}

function watchOf(transitions: readonly Transition[]): Watch {
  const seen = new Map<string, Set<string | null>>();
  for (const { requires, ensures } of transitions) {
    for (const [key, value] of [...requires, ...ensures]) seen.set(key, (seen.get(key) ?? new Set()).add(value));
  }
  return { seen, presence: new Set(transitions.flatMap(({ requiresPresent }) => requiresPresent ?? [])) };
}

interface Code {
  readonly pairs: (values: Values) => Pair[];
  readonly cellOf: (key: string) => number;
  readonly isForgotten: (writes: Values) => boolean;
  readonly decode: (cells: Cells) => MapState;
}

function codeOf(keys: readonly string[], watch: Watch | null): Code {
  const cells = new Map(keys.map((key, cell) => [key, cell]));
  const cellOf = (key: string): number => cells.get(key) ?? -1;
  const values: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (value: string): number => {
    const number = numbers.get(value) ?? values.push(value) + UNSEEN;
    numbers.set(value, number);
    return number;
  };
  const encode = (key: string, value: string | null): number => {
    const isSeen = watch === null || watch.seen.get(key)?.has(value) === true || (value === null && watch.presence.has(key));
    if (!isSeen) return UNSEEN;
    return value === null ? ABSENT : numberOf(value);
  };
  return {
    pairs: (wanted) => [...wanted].map(([key, value]) => [cellOf(key), encode(key, value)]),
    cellOf,
    isForgotten: (writes) => watch !== null && [...writes].every(([key, value]) => encode(key, value) === UNSEEN && !watch.presence.has(key)),
    decode: (state) => new Map(keys.flatMap((key, cell) => {
      const value = values[(state[cell] ?? ABSENT) - UNSEEN - 1];
      return value === undefined ? [] : [[key, value] as const];
    })),
  };
}

function pieceOf(operation: Operation, transition: Transition, code: Code): Piece {
  const { requires, requiresPresent, writes, ensures } = transition;
  return {
    id: operation.id,
    calledAt: operation.calledAt,
    deadline: deadlineOf(operation),
    requires: code.pairs(requires),
    requiresPresent: requiresPresent === null ? null : code.cellOf(requiresPresent),
    writes: code.pairs(writes),
    ensures: code.pairs(ensures),
    free: !isUnanswered(operation) && (writes.size === 0 || (ensures.size === 0 && code.isForgotten(writes))),
  };
}
