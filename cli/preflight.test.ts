import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readReport } from '../reports/read-report.ts';
import { startReferenceCloud, type ReferenceCloud } from '../targets/reference/cloud.ts';
import type { Fault } from '../targets/reference/fault.ts';
import { callCommandLine, newFolder } from './command-line.fixture.ts';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Methods and paths of what the cloud was asked, but for tokens. */
const asked: string[] = [];

const listening: Fault = {
  id: 'listens', title: 'notes what is asked', cites: 'plausible', catalogue: 'corner', kind: 'tolerated', expected: [],
  change: (parts) => ({
    receive: (raw, cloud, all) => {
      if (!raw.target.endsWith('/auth/tokens')) asked.push(`${raw.method} ${raw.target}`);
      return parts.receive(raw, cloud, all);
    },
  }),
};

let cloud: ReferenceCloud;
let variables: Readonly<Record<string, string>>;
let named: readonly string[];

beforeAll(async () => {
  cloud = await startReferenceCloud({ faults: [listening] });
  const { authUrl, users: { owner }, resources, tokens, endpoints } = cloud;
  variables = { OS_AUTH_URL: authUrl, OS_USERNAME: owner.name, OS_PASSWORD: owner.password, OS_PROJECT_NAME: owner.project };
  const [first = '', second = ''] = resources['server'] ?? [];
  named = ['--resource', `server=${first}`, '--resource', `server=${second}`];
  for (const id of [first, second]) {
    const headers = { 'x-auth-token': tokens.owner, 'content-type': 'application/json' };
    await request(`${endpoints['compute']}/servers/${id}/metadata`, { method: 'PUT', headers, body: JSON.stringify({ metadata: { fine: 'somebody-elses', role: 'somebody-elses-too' } }) });
  }
});

afterAll(async () => { await cloud.close(); });

describe('--dry-run', () => {
  test('tells who, where, what and what not, and the plans, and only reads', async () => {
    asked.length = 0;
    const [cwd, state] = [newFolder(), newFolder()];
    const { code, out, err } = await callCommandLine(['run', ...named, '--dry-run'], { cwd, variables: { ...variables, XDG_STATE_HOME: state } });
    expect(out).toMatch(/owner +member in project demo; roles member, reader; the OS_\* variables; token until 20/);
    expect(out).toMatch(/admin +not given: --admin-token or --admin-os-cloud/);
    expect(out).toMatch(/server {2}http\S+\/v2\.1\S*; resources [0-9a-f-]{36}, [0-9a-f-]{36}; also by .*; microversions 2\.1 to 2\.93; at most 128 items/);
    expect(out).toMatch(/plans +history \d+\+, .*bystander.*races of \d+ kinds; about \d+ requests/);
    expect(out).toMatch(/state with --sacrificial/);
    expect(out).toMatch(/aggregate {2}not tried: needs a resource/);
    expect(out).toMatch(/about \d+ requests in \d+(:\d+ min| s)/);
    expect(out).toMatch(/^ {2}merge map +POST +http\S+\/metadata$/m);
    expect(out).toMatch(/1\. merge \{/);
    expect(out).not.toMatch(/somebody-elses/);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(asked.length).toBeGreaterThan(4);
    expect(asked.filter((line) => !line.startsWith('GET '))).toEqual([]);
    expect([...readdirSync(cwd), ...readdirSync(state)]).toEqual([]);
  });

  test('of the embedded cloud shows all families', async () => {
    const { code, out } = await callCommandLine(['run', '--dry-run', '--only', 'server']);
    expect(out).toMatch(/state \d+, version \d+, races/);
    expect(out).not.toMatch(/^aggregate$/m);
    expect(code).toBe(0);
  });

  test('fails as the run would, before anything is written', async () => {
    asked.length = 0;
    const { code, err } = await callCommandLine(['run', '--resource', 'server=11111111-2222-4333-8444-555555555555', '--dry-run'], { variables });
    expect(err).toMatch(/Cannot read the metadata of server/);
    expect(code).toBe(3);
    expect(asked.every((line) => line.startsWith('GET '))).toBe(true);
  });
});

describe('--read-only', () => {
  test('runs what reads, passes nothing that needs a write, and shows nothing of what was there', async () => {
    asked.length = 0;
    const [cwd, state] = [newFolder(), newFolder()];
    const { code, out, err } = await callCommandLine(['run', ...named, '--read-only'], { cwd, variables: { ...variables, XDG_STATE_HOME: state } });
    const folder = join(cwd, 'conformance-report');
    const { verdicts, restoration, run } = readReport(folder);
    const of = (invariant: string): string | undefined => verdicts.find((row) => row.invariant === invariant)?.verdict;
    expect(err).toMatch(/nothing will be \(--read-only\)/);
    expect(asked.filter((line) => !READING.has(line.split(' ')[0] ?? ''))).toEqual([]);
    expect(asked.length).toBeGreaterThan(50);
    expect([of('reads-are-stable'), of('views-agree'), of('merge-keeps-other-keys'), of('only-the-owner-writes')]).toEqual(['pass', 'pass', 'unknown', 'unknown']);
    expect(verdicts.find((row) => row.invariant === 'merge-keeps-other-keys')?.reason).toMatch(/--read-only: nothing was written/);
    expect(verdicts.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    expect(restoration.touched).toBe(0);
    expect(run.argv).toContain('--read-only');
    expect(run.exitCode).toBe(2);
    expect(code).toBe(2);
    expect(out + readFileSync(join(folder, 'trace.ndjson'), 'utf8')).not.toMatch(/somebody-elses/);
    expect(readdirSync(state, { recursive: true }).filter((name) => String(name).endsWith('.ndjson'))).toEqual([]);
  });
});
