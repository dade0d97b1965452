import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readHar } from './read-har.ts';

function harFile(content: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'metaconform-')), 'traffic.har');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function withEntry(changes: object): unknown {
  const entry = { startedDateTime: '2026-01-01T00:00:00Z', time: 1, request: { method: 'GET', url: 'http://x/', headers: [] }, response: { status: 200, headers: [], content: {} } };
  return { log: { version: '1.2', entries: [{ ...entry, ...changes }] } };
}

test('a byte order mark and members that are not needed are passed over', () => {
  expect(readHar(harFile(`\ufeff${JSON.stringify({ ...(withEntry({ cache: {}, timings: {} }) as object), extra: 1 })}`)).log.entries).toHaveLength(1);
});

test.each<readonly [string, string, RegExp]>([
  ['a file that is not there', '/does/not/exist.har', /--har \/does\/not\/exist\.har: cannot be read/],
  ['a file that is no JSON', harFile('{'), /is not JSON/],
  ['a HAR of another version', harFile({ log: { version: '2.0', entries: [] } }), /\/log\/version must match/],
  ['an entry with a relative URL', harFile(withEntry({ request: { method: 'GET', url: '/relative', headers: [] } })), /\/log\/entries\/0\/request\/url must match format/],
  ['an entry at no time', harFile(withEntry({ startedDateTime: 'yesterday' })), /\/log\/entries\/0\/startedDateTime must match format/],
])('%s gives one clear message', (_name, path, message) => {
  expect(() => readHar(path)).toThrow(expect.objectContaining({ code: 'HAR_UNREADABLE', message: expect.stringMatching(message) }));
});
