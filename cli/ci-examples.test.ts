/** The examples for CI say what the command line has. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readYaml } from '../contracts/read-yaml.ts';
import { callCommandLine } from './command-line.fixture.ts';

const EXAMPLES = join(import.meta.dirname, '../examples/ci');

/** Every text of a YAML file. */
function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

/** The calls of metaconform in a file: command and flags. */
function callsIn(name: string): readonly { readonly command: string; readonly flags: readonly string[] }[] {
  const { data, fault } = readYaml(readFileSync(join(EXAMPLES, name), 'utf8'));
  expect(fault).toBeNull();
  return texts(data).flatMap((text) => [...text.matchAll(/npx metaconform (\w+)([^\n|&;]*)/g)]).map(([, command, rest]) => ({ command: command!, flags: rest!.match(/--[\w-]+/g) ?? [] }));
}

const calls = ['github-actions.yml', 'gitlab-ci.yml'].flatMap(callsIn);

test('run, compare and publish', () => {
  expect(calls.map(({ command }) => command).toSorted()).toEqual(['compare', 'compare', 'run', 'run', 'site', 'site']);
});

test.each(['run', 'compare', 'site'])('name only flags that %s has', async (command) => {
  const { out } = await callCommandLine([command, '--help']);
  for (const flag of calls.filter((call) => call.command === command).flatMap(({ flags }) => flags)) expect(out).toContain(`${flag} `);
});
