/** Builds dist/: plain tsc, then the data that the sources read from beside them. Everything is emitted file by file, so that folder scans find what they find in the sources. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = import.meta.dirname;
const OUT = join(ROOT, 'dist');
const FOLDERS = ['contracts', 'generators', 'targets', 'specs', 'reports', 'library', 'cli'];
// Style sheets and browser scripts are data too: pages hold them as they are written.
const DATA = /\.(yaml|json|css)$|\bbrowser[\\/][^\\/]+\.js$/;

function compile(): void {
  const tsc = join(dirname(fileURLToPath(import.meta.resolve('typescript/package.json'))), 'bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: ROOT, stdio: 'inherit' });
}

function copyData(): void {
  for (const folder of FOLDERS) {
    for (const name of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
      if (!DATA.test(name) || name.endsWith('tsconfig.json')) continue;
      const target = join(OUT, folder, name);
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(join(ROOT, folder, name), target);
    }
  }
}

const RELATIVE_IMPORT = /(\bfrom\s*|\bimport\s*\(?\s*)(['"])(\.{1,2}\/[^'"]*)\.ts\2/g;

/** Declarations keep the endings of the sources, which not every compiler follows into a package. */
function renameImports(): void {
  for (const name of readdirSync(OUT, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = join(OUT, name);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(RELATIVE_IMPORT, '$1$2$3.js$2'));
  }
}

/** Where the declarations of the package begin, as package.json has them. */
const ENTRIES = ['library/index.d.ts', 'library/vitest.d.ts', 'library/reference-cloud.d.ts'];

/** Declarations that nobody can reach through the package's exports are only weight. */
function dropUnreachableDeclarations(): void {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, , path] of readFileSync(file, 'utf8').matchAll(/(\bfrom\s*|\bimport\s*\(?\s*)['"](\.{1,2}\/[^'"]*)\.js['"]/g)) visit(`${join(dirname(file), path ?? '')}.d.ts`);
  };
  for (const entry of ENTRIES) visit(join(OUT, entry));
  for (const name of readdirSync(OUT, { recursive: true, encoding: 'utf8' })) if (name.endsWith('.d.ts') && !reached.has(join(OUT, name))) rmSync(join(OUT, name));
}

rmSync(OUT, { recursive: true, force: true });
compile();
renameImports();
dropUnreachableDeclarations();
copyData();
chmodSync(join(OUT, 'cli/main.js'), 0o755);
