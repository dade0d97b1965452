import { existsSync, readFileSync } from 'node:fs';
import type { KillMatrix } from '../kill/matrix.ts';

/** The invariants that caught each fault at any seed of a kill matrix, by the fault's id; null when there is no such file. */
export function killersIn(path: string): ReadonlyMap<string, readonly string[]> | null {
  if (!existsSync(path)) return null;
  const { faults } = JSON.parse(readFileSync(path, 'utf8')) as KillMatrix;
  return new Map(faults.map(({ id, runs }) => [id, [...new Set(runs.flatMap(({ killers }) => killers))].toSorted()]));
}
