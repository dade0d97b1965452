/** Makes a folder and those above it, one by one: Node's own recursive way never returns where a file system refuses with "no such file". */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Make a folder unless it is there. @throws the system's error for the first part that cannot be made. */
export function makeFolder(folder: string): void {
  const path = resolve(folder);
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}
