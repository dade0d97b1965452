import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { MAIN, newFolder } from './command-line.fixture.ts';

/** Calls with a reader that has left before the first word. */
async function callWithoutReader(args: readonly string[], stream: 'stdout' | 'stderr'): Promise<{ readonly code: number | null; readonly err: string }> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(METACONFORM_|OS_|VITEST|NODE_ENV)/.test(name)));
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: newFolder(), env: { ...env, XDG_STATE_HOME: newFolder() }, stdio: ['ignore', 'pipe', 'pipe'] });
  child[stream].destroy();
  let err = '';
  child.stderr.on('data', (text) => { err += String(text); });
  child.stdout.resume();
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, err };
}

test.each([['list', 'faults'], ['serve'], ['run', '--dry-run', '--only', 'server']])('%s ends quietly when nobody reads its output', async (...args) => {
  expect(await callWithoutReader(args, 'stdout')).toEqual({ code: 0, err: '' });
});

test('a run goes on to its end when nobody reads what it tells meanwhile', async () => {
  expect(await callWithoutReader(['run', '--only', 'aggregate', '--budget-requests', '60', '--seed', '1'], 'stderr')).toMatchObject({ code: 2 });
});
