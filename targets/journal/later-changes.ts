/** What somebody else changed on a resource after a run was interrupted. */
import { sameValue } from '../json-map.ts';
import type { JsonMap } from '../json-map.ts';
import { namedKeys } from '../named-keys.ts';

/**
 * Keys that neither the original nor the run can have left as they are: those the run never named and the original does not hold, or holds with another value.
 * @param named all keys the run has named.
 * @param permanent keys that the API may set by itself and cannot remove.
 */
export function laterChanges(now: JsonMap, original: JsonMap, named: readonly string[], permanent: ReadonlySet<string>): readonly string[] {
  const ours = namedKeys();
  for (const key of named) ours.add(key);
  return [...now].filter(([key, value]) => !ours.has(key) && !permanent.has(key) && !(original.has(key) && sameValue(original.get(key), value))).map(([key]) => key);
}

/** The message about later changes. */
export function laterChangesProblem(keys: readonly string[]): string {
  const shown = keys.slice(0, 5).map((key) => JSON.stringify(key)).join(', ');
  return `somebody else has changed it since: ${shown}${keys.length > 5 ? ` and ${keys.length - 5} more keys` : ''} ${keys.length === 1 ? 'is' : 'are'} neither as before the run nor of the run. Nothing was written. `
    + 'Take a note of what must stay, and call again with --overwrite to put back the original without it';
}
