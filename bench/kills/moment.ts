/** When a run is killed: some time after its journal says something. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 5;

/** A random time, of at most `withinMs`, after the journal in a folder has got a line of a type; null: any line. */
export async function momentAfter(journals: string, type: string | null, withinMs: number): Promise<void> {
  const sought = type === null ? '{' : `"type":"${type}"`;
  const text = (): string => (existsSync(journals) ? readdirSync(journals).map((name) => readFileSync(join(journals, name), 'utf8')).join('') : '');
  while (!text().includes(sought)) await sleep(LOOK_MS);
  await sleep(Math.random() * withinMs);
}
