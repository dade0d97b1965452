/** States by number, so that the search compares and remembers them cheaply. */
import type { Cells, Piece } from './puzzle.ts';

/** The states met in one search. */
export interface States {
  readonly idOf: (cells: Cells) => number;
  readonly cellsOf: (id: number) => Cells;
}

/** No states yet. */
export function internedStates(): States {
  const ids = new Map<string, number>();
  const all: Cells[] = [];
  return {
    idOf: (cells) => {
      const name = cells.join();
      const id = ids.get(name) ?? all.push(cells) - 1;
      ids.set(name, id);
      return id;
    },
    cellsOf: (id) => all[id] ?? [],
  };
}

/** The state a piece leads to from another, `null` when it cannot be placed there; remembered. */
export function stepOf(piece: Piece, states: States): (state: number) => number | null {
  const known = new Map<number, number | null>();
  return (state) => {
    const before = known.get(state);
    if (before !== undefined) return before;
    const after = afterPiece(piece, states.cellsOf(state));
    const id = after === null ? null : states.idOf(after);
    known.set(state, id);
    return id;
  };
}

function afterPiece(piece: Piece, cells: Cells): Cells | null {
  if (!piece.requires.every(([cell, value]) => cells[cell] === value)) return null;
  if (piece.requiresPresent !== null && cells[piece.requiresPresent] === 0) return null;
  const next = [...cells];
  for (const [cell, value] of piece.writes) next[cell] = value;
  return piece.ensures.every(([cell, value]) => next[cell] === value) ? next : null;
}
