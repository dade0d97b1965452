import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no package.json above ${import.meta.dirname}: the installation is broken`);
  return rootAbove(parent);
}

/** Version of this package, from its package.json: of the sources and of an installed package alike. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(rootAbove(import.meta.dirname), 'package.json'), 'utf8'));
  return String((manifest as { version: unknown }).version);
}
