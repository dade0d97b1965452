/**
 * Cuts a history at quiescence. A segment ends where no answered operation is in flight; a window ends with a segment that is nothing but
 * one read of the whole map, since from there on the map is known.
 */
import { deadlineOf, isUnanswered } from './history.ts';
import type { Operation } from './history.ts';

/** A stretch of a history that can be searched alone, given how it starts. */
export interface Window {
  /** Answered operations, by time of call. */
  readonly answered: readonly Operation[];
  /** Unanswered operations called before the window ends, also those from earlier windows. */
  readonly unanswered: readonly Operation[];
  /** Ids of answered operations that overlap no other answered one. */
  readonly alone: ReadonlySet<number>;
  /** Ends with a lone read of the whole map. */
  readonly pinned: boolean;
  /** Nothing is called after it. */
  readonly last: boolean;
}

/** The windows of a history of relevant operations, in order; at least one. */
export function windowsOf(operations: readonly Operation[]): readonly Window[] {
  const segments = segmentsOf(operations.filter((operation) => !isUnanswered(operation)));
  const unanswered = operations.filter(isUnanswered);
  const groups: Operation[][][] = [[]];
  for (const [index, segment] of segments.entries()) {
    groups.at(-1)?.push(segment);
    // Unanswered writes may still land after the last read: that makes a window of its own, so that the one before ends in what was read.
    if (isPin(segment) && (index < segments.length - 1 || unanswered.length > 0)) groups.push([]);
  }
  return groups.map((group, index) => windowOf(group, unanswered, index === groups.length - 1));
}

/** Splits answered operations, sorted by time of call, where none is in flight. */
export function segmentsOf(answered: readonly Operation[]): readonly Operation[][] {
  const segments: Operation[][] = [];
  let until = -Infinity;
  for (const operation of answered) {
    if (operation.calledAt > until) segments.push([]);
    segments.at(-1)?.push(operation);
    until = Math.max(until, deadlineOf(operation));
  }
  return segments;
}

function windowOf(segments: readonly Operation[][], unanswered: readonly Operation[], last: boolean): Window {
  const answered = segments.flat();
  const end = last ? Infinity : Math.max(...answered.map(deadlineOf));
  const before = unanswered.filter((operation) => operation.calledAt <= end);
  const final = segments.at(-1);
  return {
    answered,
    unanswered: before,
    alone: new Set(segments.filter((segment) => segment.length === 1).flatMap((segment) => segment.map(({ id }) => id))),
    pinned: final !== undefined && isPin(final),
    last,
  };
}

function isPin(segment: readonly Operation[]): boolean {
  return segment.length === 1 && segment[0]?.kind === 'read';
}
