import { existsSync, readFileSync } from 'node:fs';

/** A row of the page: its first cell is the fault, its last the invariants, with a star where they were expected. */
const ROW = /^\| `([\w-]+)` \|.*\| ([^|]+) \|$/gm;

/**
 * The invariants that caught each fault, by the fault's id, as the page of the kill matrix says; null when there is no such page.
 * @throws Error when the page holds no row that can be read.
 */
export function killersIn(path: string): ReadonlyMap<string, readonly string[]> | null {
  if (!existsSync(path)) return null;
  const [faults = ''] = readFileSync(path, 'utf8').split(/^## Tolerated/m);
  const rows = [...faults.matchAll(ROW)].map(([, id = '', killers = '']) => [id, killers.replaceAll('\\*', '').split(/[,\s]+/).filter((name) => /^[a-z-]{4,}$/.test(name))] as const);
  if (rows.length === 0) throw new Error(`${path} has no table of faults.`);
  return new Map(rows);
}
