import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readReport } from '../reports/read-report.ts';
import { startReferenceCloud } from '../library/reference-cloud.ts';
import type { Har } from '../specs/har/har.ts';
import { recordHar } from '../specs/har/record-har.fixture.ts';
import { callCommandLine, newFolder } from './command-line.fixture.ts';

function harFile(content: unknown): string {
  const path = join(newFolder(), 'traffic.har');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

async function traffic(faults: readonly string[]): Promise<Har> {
  const cloud = await startReferenceCloud({ faults });
  const map = `${cloud.endpoints['compute']}/servers/${cloud.resources['server']?.[0]}/metadata`;
  const har = await recordHar([['PUT', map, { metadata: { a: '1' } }], ['GET', map], ['PUT', map, { metadata: { b: '2' } }], ['GET', map]], cloud.tokens.owner);
  await cloud.close();
  return har;
}

test('traffic with a defect gives the finding, exit code 1 and a report that can be judged again; without, exit code 0', async () => {
  const folder = newFolder();
  const broken = await callCommandLine(['rejudge', '--har', harFile(`\ufeff${JSON.stringify(await traffic(['replace-merges']))}`), '--report', folder]);
  expect(broken.out).toMatch(/failed +replace-removes-absent-keys[^]*"a" still there[^]*What this recording does not show:/);
  expect(broken.code).toBe(1);
  expect(readReport(folder)).toMatchObject({ target: { name: 'traffic.har', kind: 'recorded' }, run: { exitCode: 1 } });
  expect(existsSync(join(folder, 'index.html'))).toBe(true);
  expect((await callCommandLine(['rejudge', folder])).code).toBe(1);
  const clean = await callCommandLine(['rejudge', '--har', harFile(await traffic([])), '--report', newFolder()]);
  expect(clean.out).toMatch(/^Nothing broken is in traffic\.har: \d+ passed, 0 failed, 0 unknown/m);
  expect(clean.code).toBe(0);
});

test.each<readonly [string, readonly string[], RegExp]>([
  ['a JSON that is no HAR', ['--har', harFile({ entries: [] })], /the root must have required property 'log'. Expected an HTTP Archive/],
  ['a HAR about something else', ['--har', harFile({ log: { version: '1.2', entries: [] } })], /none of its 0 requests is one about metadata.*--contract FILE/],
  ['a run and a HAR', ['folder', '--har', 'x'], /either a report folder or --har FILE, got both/],
  ['an option of the other kind', ['folder', '--only', 'server'], /--only goes with --har/],
])('%s gives one clear message and exit code 3', async (_name, args, message) => {
  const { code, err } = await callCommandLine(['rejudge', ...args]);
  expect(err).toMatch(message);
  expect(err).not.toMatch(/^\s+at /m);
  expect(code).toBe(3);
});
