/** Levenshtein distance of two short names. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const swap = row[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, swap));
    }
    row = next;
  }
  return row[right.length]!;
}

/** The allowed name that is most like the one written, or null when none is near (at most half of it differs). */
export function nearestName(written: string, allowed: readonly string[]): string | null {
  const ranked = allowed.map((name) => ({ name, far: distance(written, name) })).toSorted((a, b) => a.far - b.far);
  const best = ranked[0];
  return best !== undefined && best.far <= Math.ceil(written.length / 2) ? best.name : null;
}
