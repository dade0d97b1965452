import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = dirname(import.meta.dirname);

/** One fault per rule that we would miss most; several can only be seen with types. */
const PLANTED = `
async function late(): Promise<number> { return 1; }
export function forgets(): void { late(); }
export function trusts(text: string): number { const value = JSON.parse(text); return value.length; }
export function anything(value: any): void { void value; }
export function compares(a: number, b: number): boolean { return a == b; }
type Kind = 'x' | 'y';
export function half(kind: Kind): number { switch (kind) { case 'x': return 1; } return 0; }
export function throws(): never { throw 'text'; }
export function prints(): void { console.log('x'); }
[1, 2].forEach(async () => { await late(); });
`;

/** The names of the rules that a file breaks, under the lint configuration of this repository. */
async function brokenRules(source: string): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'metaconform-lint-'));
  for (const name of ['.oxlintrc.json', 'tsconfig.json']) copyFileSync(join(ROOT, name), join(folder, name));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'planted.ts'), source);
  const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint');
  const out = await new Promise<string>((resolve) => { execFile(process.execPath, [oxlint, '--format', 'json', '--deny-warnings'], { cwd: folder }, (_error, stdout) => resolve(stdout)); });
  const { diagnostics } = JSON.parse(out) as { readonly diagnostics: readonly { readonly code: string }[] };
  return [...new Set(diagnostics.map(({ code }) => /\((.*)\)/.exec(code)?.[1] ?? code))].sort();
}

test('the lint sees what it is there for, with types', async () => {
  expect(await brokenRules(PLANTED)).toEqual(expect.arrayContaining([
    'eqeqeq', 'no-console', 'no-explicit-any', 'no-floating-promises', 'no-misused-promises', 'no-unsafe-assignment', 'only-throw-error', 'switch-exhaustiveness-check',
  ]));
});

test('a file without fault is left alone', async () => {
  expect(await brokenRules('export const one: number = 1;\n')).toEqual([]);
});
