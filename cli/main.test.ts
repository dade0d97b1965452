import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callCommandLine, MAIN, newFolder } from './command-line.fixture.ts';

const REMOTE = ['--endpoint', 'http://127.0.0.1:9/', '--token', 'CANARY-TOKEN', '--resource', 'server=11111111-2222-4333-8444-555555555555'];

function contractFileWithAFault(): string {
  const path = join(newFolder(), 'broken.yaml');
  writeFileSync(path, 'openapi: 3.1.0\n');
  return path;
}

function fileInTheWay(): string {
  const path = join(newFolder(), 'file');
  writeFileSync(path, '');
  return path;
}

const WRONG_CALLS: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['an unknown flag', ['run', '--sead', '1'], /unknown option '--sead'[^]*--seed/],
  ['an unknown flag of no command', ['--nonsense'], /unknown option '--nonsense'/],
  ['an unknown command', ['runn'], /unknown command 'runn'; the commands are .*run, serve, replay, rejudge, restore, compare, site, pact, derive, list/],
  ['a comparison with one run only', ['compare', 'a'], /missing required argument 'B'/],
  ['a comparison with a run that is not there', ['compare', '/does/not/exist', '/does/not/exist'], /exist.*cannot be read/],
  ['an argument too many', ['run', 'server'], /too many arguments/],
  ['a flag without its value', ['run', '--seed'], /argument missing/],
  ['a bad seed', ['run', '--seed', 'seven'], /--seed expects a whole number from 0 to 4294967295, got "seven"/],
  ['an unknown resource kind', ['run', ...REMOTE.slice(0, 4), '--resource', 'toaster=1'], /no kind "toaster"; the kinds are .*server/],
  ['a missing token', ['run', ...REMOTE.slice(0, 2), ...REMOTE.slice(4)], /needs a token: give --token/],
  ['a token file that is not there', ['run', '--endpoint', 'http://x', '--token', '@/does/not/exist', '--resource', 'server=1'], /cannot read the file \/does\/not\/exist/],
  ['an unknown fault', ['run', '--fault', 'none-such'], /no fault "none-such"/],
  ['an unknown invariant', ['run', '--only', 'none-such'], /neither a contract nor an invariant "none-such"/],
  ['a contract file with a fault', ['run', '--contract', contractFileWithAFault()], /broken\.yaml[^]*expected/],
  ['a contract file that is not there', ['run', '--contract', '/does/not/exist.yaml'], /exist\.yaml/],
  ['a report folder that cannot be made', ['run', '--report', join(fileInTheWay(), 'below')], /--report .*below: cannot write/],
  ['a report that is not there', ['replay', '0123456789ab', '--report', '/does/not/exist'], /exist.*cannot be read/],
  ['a recording that is not there', ['rejudge', '/does/not/exist'], /cannot read \/does\/not\/exist/],
  ['a recording that is none', ['rejudge', MAIN], /main\.ts, line 1 is not JSON/],
  ['a UI that is not installed', ['run', '--ui'], /--ui needs the package @vitest\/ui, which is not installed\. Install it.*@vitest\/ui@\d/],
  ['a site of nothing', ['site'], /missing required argument 'DIR'/],
  ['a site of a folder without reports', ['site', newFolder()], /holds no report\.json, at any depth/],
  ['a cloud without a file to find it in', ['run', '--os-cloud', 'x', ...REMOTE.slice(4)], /no cloud(s\.yaml to find the cloud)? "x"/],
  ['a token and a cloud for one caller', ['run', ...REMOTE, '--os-cloud', 'x'], /--token and --os-cloud both say who the owner is/],
  ['a run that left nothing', ['restore', '--run', 'none'], /--run: there is no open journal of a run "none"; there is none at all/],
  ['a list of something else', ['list', 'toasters'], /Allowed choices are contracts, invariants, faults/],
  ['a bad port', ['serve', '--port', 'x'], /--port expects a whole number from 0 to 65535/],
  ['an unreachable host', ['run', ...REMOTE], /127\.0\.0\.1:9/],
];

test.each(WRONG_CALLS)('%s gives one clear message and exit code 3', async (_name, args, message) => {
  const { code, out, err } = await callCommandLine(args);
  expect(err).toMatch(message);
  expect(err).not.toMatch(/^\s+at /m);
  expect(err + out).not.toContain('CANARY');
  expect(err.match(/metaconform: /g)).toHaveLength(1);
  expect(code).toBe(3);
});

test('an endpoint that speaks HTML is told from one that does not answer', async () => {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<html>portal</html>'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { code, err } = await callCommandLine(['run', '--endpoint', `http://127.0.0.1:${port}`, ...REMOTE.slice(2)]);
  await new Promise((resolve) => server.close(resolve));
  expect(err).toMatch(/JSON|HTML/i);
  expect(err).not.toMatch(/^\s+at /m);
  expect(code).toBe(3);
});

test('variables are checked as flags are, and flags win', async () => {
  expect((await callCommandLine([], { variables: { METACONFORM_SEED: 'seven' } })).err).toMatch(/--seed expects/);
  expect((await callCommandLine(['--seed', 'eight'], { variables: { METACONFORM_SEED: '7' } })).err).toMatch(/got "eight"/);
});

test.each(['run', 'serve', 'replay', 'rejudge', 'restore', 'compare', 'site', 'pact', 'derive', 'list'])('%s has help with examples', async (command) => {
  const { code, out } = await callCommandLine([command, '--help']);
  expect(code).toBe(0);
  expect(out).toContain(`metaconform ${command}`);
  expect(out).toContain('Examples:');
});

test('the help names the commands, and no other', async () => {
  const { code, out } = await callCommandLine(['--help']);
  expect(code).toBe(0);
  expect([...out.matchAll(/^ {2}(\w+) .*  +\S/gm)].map(([, name]) => name)).toEqual(['run', 'serve', 'replay', 'rejudge', 'restore', 'compare', 'site', 'pact', 'derive', 'list', 'help']);
});

test.each([['contracts', /^server +\S/m], ['invariants', /^replace-removes-absent-keys +After/m], ['faults', /^[a-z-]+ {2}\S/m]])('list %s', async (what, line) => {
  const { code, out } = await callCommandLine(['list', what]);
  expect(code).toBe(0);
  expect(out).toMatch(line);
});
