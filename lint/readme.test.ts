/** The README keeps its word: every flag and command in it exists. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findFaults } from '../targets/reference/find-faults.ts';

const ROOT = join(import.meta.dirname, '..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const commandLine = ['run-flags', 'serve-command', 'replay-command', 'list-command', 'rejudge-command', 'compare-command', 'site-command'].map((name) => readFileSync(join(ROOT, 'cli', `${name}.ts`), 'utf8')).join('\n')
  + readFileSync(join(ROOT, 'specs/run-options.ts'), 'utf8');

test('every flag of the README is a flag of the command line', () => {
  const flags = new Set([...readme.matchAll(/(?<![\w-])--([a-z][a-z-]+)/g)].map(([, flag]) => flag!).filter((flag) => flag !== 'project'));
  const asMember = (flag: string): string => flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  expect([...flags].filter((flag) => !commandLine.includes(`--${flag}`) && !new RegExp(`\\b${asMember(flag)}\\b`).test(commandLine))).toEqual([]);
  expect(flags).toContain('endpoint');
});

test('every fault that the README puts in exists', async () => {
  const named = [...readme.matchAll(/--fault ([a-z][a-z-]+)/g)].map(([, id]) => id!);
  expect(named).not.toEqual([]);
  const known = (await findFaults()).map(({ id }) => id);
  expect(named.filter((id) => !known.includes(id))).toEqual([]);
});

test('every npm script of the README exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const named = [...readme.matchAll(/npm run ([a-z]+)/g)].map(([, name]) => name!);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
