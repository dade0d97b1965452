/** The order in which a search placed operations, kept as a shared tree and unwound only when somebody asks. */

/** An operation with the instant at which it can be thought to have taken effect. */
export interface Placement {
  readonly id: number;
  /** On the history's clock, inside the operation's interval. */
  readonly at: number;
}

/** The last placement of a search, with what led to it; parts of independent searches are joined by a node without a placement. */
export interface Path {
  readonly placed: Placement | null;
  readonly previous: readonly Path[];
  /** How many placements lead here, this one included. */
  readonly length: number;
}

/** Before anything was placed. */
export const EMPTY_PATH: Path = { placed: null, previous: [], length: 0 };

/** The path, one placement longer. */
export function extend(path: Path, placed: Placement): Path {
  return { placed, previous: [path], length: path.length + 1 };
}

/** Independent paths as one. */
export function joinPaths(paths: readonly Path[]): Path {
  return { placed: null, previous: paths, length: paths.reduce((sum, { length }) => sum + length, 0) };
}

/** The placements of a path in order of time. An operation that was placed in several parts counts once, at its last. */
export function unwind(path: Path): readonly Placement[] {
  const last = new Map<number, Placement>();
  for (const placed of nodesOf(path)) {
    last.delete(placed.id);
    last.set(placed.id, placed);
  }
  return [...last.values()].toSorted((a, b) => a.at - b.at);
}

/** Placements, earlier ones before later ones of the same part. Iterative: a path may be longer than the stack is deep. */
function nodesOf(path: Path): Placement[] {
  const backwards: Placement[] = [];
  const seen = new Set<Path>();
  const open: Path[] = [path];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.placed !== null) backwards.push(node.placed);
    open.push(...node.previous);
  }
  return backwards.toReversed().toSorted((a, b) => a.at - b.at);
}
