import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { committedPact } from '../contracts/committed-pacts.ts';
import { findContracts } from '../contracts/find-contracts.ts';
import { readReport } from '../reports/read-report.ts';
import { callCommandLine, newFolder } from './command-line.fixture.ts';

/** A small pact of somebody else, with an id and a state of its own. */
function theirPact(expected: Readonly<Record<string, string>>): { readonly pact: string; readonly states: string } {
  const folder = newFolder();
  const [pact, states] = [join(folder, 'pact.json'), join(folder, 'states.yaml')];
  const interaction = {
    type: 'Synchronous/HTTP', description: 'a merge', providerStates: [{ name: 'tagged', params: { metadata: { kept: '1' } } }],
    request: { method: 'POST', path: '/servers/42/metadata', headers: { 'Content-Type': ['application/json'] }, body: { content: { metadata: { added: '2' } }, contentType: 'application/json', encoded: false } },
    response: { status: 200, body: { content: { metadata: expected }, contentType: 'application/json', encoded: false } },
  };
  writeFileSync(pact, JSON.stringify({ consumer: { name: 'shop' }, provider: { name: 'compute' }, interactions: [interaction], metadata: { pactSpecification: { version: '4.0' } } }));
  writeFileSync(states, 'tagged: a server with metadata\n');
  return { pact, states };
}

const GOOD = { added: '2', kept: '1' };

test('a pact of somebody else is verified, and passes', async () => {
  const { pact, states } = theirPact(GOOD);
  const cwd = newFolder();
  const { code, out, err } = await callCommandLine(['pact', 'verify', '--pact-file', `server=${pact}`, '--pact-states', states], { cwd });
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('shop -> compute (server): 1 pass');
  const report = readReport(join(cwd, 'conformance-report'));
  expect(report.summary).toMatchObject({ verdict: 'pass', pass: 0 });
  expect(report.pact).toMatchObject({ summary: { verdict: 'pass', pass: 1 }, pacts: [{ consumer: 'shop', contract: 'server', interactions: [{ description: 'a merge', verdict: 'pass', exchange: null }] }], restoration: { leftovers: 0 } });
  expect(readFileSync(join(cwd, 'conformance-report/index.html'), 'utf8')).toContain('id="pacts"');
});

test('a fault is seen, and the report says which interaction and why', async () => {
  const { pact, states } = theirPact(GOOD);
  const cwd = newFolder();
  const { code, out } = await callCommandLine(['pact', 'verify', '--fault', 'merge-replaces', '--pact-file', `server=${pact}`, '--pact-states', states], { cwd });
  expect(code).toBe(1);
  expect(out).toMatch(/fail +a merge\n +POST \S+ -> 200\n.*kept/);
  const [interaction] = readReport(join(cwd, 'conformance-report')).pact?.pacts[0]?.interactions ?? [];
  expect(interaction).toMatchObject({ verdict: 'fail', exchange: { request: { method: 'POST' }, response: { status: 200 } } });
  expect(interaction?.mismatches[0]?.message).toMatch(/kept/);
  expect(interaction?.curl).toMatch(/^curl .*-H "x-auth-token: \$OS_TOKEN"/i);
});

test('the results join the report of a run on the same target, and are judged again with it', async () => {
  const { pact, states } = theirPact(GOOD);
  const cwd = newFolder();
  const args = ['--pact-file', `server=${pact}`, '--pact-states', states];
  await callCommandLine(['run', '--only', 'server', '--only', 'reads-are-stable', '--budget-requests', '60'], { cwd });
  const before = readReport(join(cwd, 'conformance-report'));
  const { out } = await callCommandLine(['pact', 'verify', ...args], { cwd });
  expect(out).toContain('joined the report');
  const after = readReport(join(cwd, 'conformance-report'));
  expect(after.verdicts).toEqual(before.verdicts);
  expect(after.pact?.summary.pass).toBe(1);
  await callCommandLine(['rejudge', 'conformance-report', '--report', 'again'], { cwd });
  expect(readReport(join(cwd, 'again'))).toEqual(after);
});

test('a state that is not known leaves the interaction unknown', async () => {
  const { code, out } = await callCommandLine(['pact', 'verify', '--pact-file', `server=${theirPact(GOOD).pact}`]);
  expect(code).toBe(2);
  expect(out).toMatch(/unknown +a merge: the provider state "tagged" is not known/);
});

test.each([
  ['a file that is not there', ['verify', '--pact-file', 'server=/does/not/exist.json'], /--pact-file \/does\/not\/exist\.json: cannot be read/],
  ['a pact of no kind', ['verify', '--pact-file', theirPact(GOOD).pact], /its provider is "compute", which is no kind.*server/],
  ['a kind that is none', ['verify', '--pact-file', `toaster=${theirPact(GOOD).pact}`], /no kind "toaster"/],
  ['a broker without a provider', ['verify', '--pact-broker-url', 'http://127.0.0.1:9'], /needs --pact-provider/],
  ['a broker that does not answer', ['verify', '--pact-broker-url', 'http://127.0.0.1:9', '--pact-provider', 'server=x', '--pact-broker-token', 'CANARY'], /gave no answer/],
  ['a report folder that cannot be made', ['verify', '--report', '/proc/none/such'], /--report \/proc\/none\/such: cannot be written/],
  ['a contract that is none', ['stub', '--only', 'toaster'], /no contract "toaster"/],
  ['no command', ['verfy'], /unknown command 'verfy'/],
])('%s is an error with exit code 3', async (_name, args, message) => {
  const { code, out, err } = await callCommandLine(['pact', ...args]);
  expect(err).toMatch(message);
  expect(out + err).not.toContain('CANARY');
  expect(err).not.toMatch(/^\s+at /m);
  expect(code).toBe(3);
});

test('a written pact is the committed one, to the byte', async () => {
  const cwd = newFolder();
  const { code, out } = await callCommandLine(['pact', 'write', '--only', 'aggregate'], { cwd });
  expect([code, out]).toEqual([0, expect.stringMatching(/^pacts\/metaconform-aggregate\.json: \d+ interactions\n$/)]);
  const contract = findContracts().find(({ id }) => id === 'aggregate');
  expect(readFileSync(join(cwd, 'pacts/metaconform-aggregate.json'), 'utf8')).toBe(contract === undefined ? '' : committedPact(contract));
});

test('Ctrl-C while verifying restores, and leaves no process behind', async () => {
  const { pid, out } = await new Promise<{ pid: number; out: string }>((resolve, reject) => {
    let pid = 0;
    callCommandLine(['pact', 'verify'], {
      onStart: (child) => {
        pid = child.pid ?? 0;
        child.stdout?.once('data', () => child.kill('SIGINT'));
      },
    }).then(({ out }) => resolve({ pid, out }), reject);
  });
  expect(out).toMatch(/stopping; restoring/);
  expect(out).toMatch(/(\d+) of \1 resources restored/);
  const children = execFileSync('ps', ['-eo', 'ppid,args'], { encoding: 'utf8' }).split('\n').filter((line) => line.trim().startsWith(`${pid} `));
  expect(children).toEqual([]);
});
