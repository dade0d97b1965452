/** The import rule of the folders: the pipeline runs from left to right, and each folder imports only from folders to its left. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** The folders in the order of the pipeline. */
export const FOLDERS = ['contracts', 'generators', 'targets', 'specs', 'reports', 'library', 'cli'] as const;

/** An import that goes the wrong way. */
export interface ImportViolation {
  readonly file: string;
  readonly line: number;
  readonly imported: string;
}

// Static imports and re-exports, bare imports, and import() of a literal, in code and in types.
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])(\.{1,2}\/[^'"]+)\1/g;

function folderOf(path: string): number {
  return FOLDERS.indexOf(path.split(sep)[0] as (typeof FOLDERS)[number]);
}

/** The imports of one source text that go to the right, or out of the pipeline altogether. `file` is relative to the root. */
export function importViolations(file: string, source: string): readonly ImportViolation[] {
  const own = folderOf(file);
  return [...source.matchAll(IMPORT)].flatMap((match) => {
    const imported = relative('.', join(dirname(file), match[2] ?? ''));
    const theirs = folderOf(imported);
    const allowed = theirs !== -1 && theirs <= own;
    return allowed ? [] : [{ file, line: source.slice(0, match.index).split('\n').length, imported }];
  });
}

/** All violations below a root. */
export function allImportViolations(root: string): readonly ImportViolation[] {
  return FOLDERS.flatMap((folder) => {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => /\.[cm]?[jt]s$/.test(name));
    return files.flatMap((name) => importViolations(join(folder, name), readFileSync(join(root, folder, name), 'utf8')));
  });
}
