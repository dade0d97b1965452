/** The invariants, found by scanning their folder: the id of each is its file name. */
import { readdirSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Invariant } from './judgement.ts';

const FOLDER = new URL('./invariants/', import.meta.url);

/** All invariants, sorted by id. @throws Error when a file's id is not its name or it exports none. */
export async function findInvariants(): Promise<readonly Invariant[]> {
  const files = readdirSync(FOLDER).filter((file) => /\.(ts|js)$/.test(file) && !/\.(test|d)\.(ts|js)$/.test(file)).sort();
  return Promise.all(files.map(load));
}

async function load(file: string): Promise<Invariant> {
  const id = basename(file, extname(file));
  const { default: invariant } = (await import(new URL(file, FOLDER).href)) as { default?: Invariant };
  if (invariant?.id !== id) throw new Error(`specs/invariants/${file} must export by default an invariant with the id '${id}', and gives '${String(invariant?.id)}'`);
  return invariant;
}
