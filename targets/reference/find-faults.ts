/** All faults there are: the files of `faults/`. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Fault, FaultDefinition } from './fault.ts';

const FOLDER = join(import.meta.dirname, 'faults');

/** Sources here, built files in the published package. */
const FAULT_FILE = /^(?<id>[a-z0-9-]+)\.(?:ts|js)$/;

async function readFault(id: string, file: string): Promise<Fault> {
  const module = await import(pathToFileURL(join(FOLDER, file)).href) as { readonly default?: FaultDefinition };
  if (module.default === undefined) throw new Error(`${join(FOLDER, file)}: expected a fault as the default export, found none; see targets/reference/README.md`);
  return { ...module.default, id };
}

/** Every injectable fault, sorted by id. @throws Error when a file of the folder exports none. */
export async function findFaults(): Promise<readonly Fault[]> {
  const files = readdirSync(FOLDER).flatMap((file) => {
    const id = FAULT_FILE.exec(file)?.groups?.['id'];
    return id === undefined ? [] : [{ id, file }];
  });
  const faults = await Promise.all(files.map(async ({ id, file }) => readFault(id, file)));
  return faults.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
