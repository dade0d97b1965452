import { mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appendLine, closeLine, defaultJournalDir, openJournals } from './journal.ts';
import type { OriginalLine } from './journal-line.ts';

const original = (resource: string): OriginalLine => ({
  type: 'original', schemaVersion: 1, runId: 'r', contract: 'server', resource, resourceId: 'A', origin: 'http://h', prefix: '/v2.1', map: [['k', 'v']], permanent: [], at: '2026-01-01T00:00:00Z',
});

const folder = (): string => join(mkdtempSync(join(tmpdir(), 'metaconform-')), 'state', 'metaconform');

test('a journal is readable by its owner only', async () => {
  const dir = folder();
  await appendLine(dir, 'r', original('a'));
  expect(statSync(dir).mode & 0o777).toBe(0o700);
  expect(statSync(join(dir, 'r.ndjson')).mode & 0o777).toBe(0o600);
});

test('a journal stays open until its last resource is restored, then it goes', async () => {
  const dir = folder();
  await appendLine(dir, 'r', original('a'));
  await appendLine(dir, 'r', original('b'));
  await closeLine(dir, 'r', 'a');
  expect((await openJournals(dir)).map(({ originals }) => originals.map(({ resource }) => resource))).toEqual([['b']]);
  await closeLine(dir, 'r', 'b');
  expect(readdirSync(dir)).toEqual([]);
  expect(await openJournals(join(dir, 'absent'))).toEqual([]);
});

test('a line torn by a crash does not hide those before it', async () => {
  const dir = folder();
  await appendLine(dir, 'r', original('a'));
  const file = join(dir, 'r.ndjson');
  writeFileSync(file, `${readFileSync(file, 'utf8')}{"type":"original","schemaVer`);
  expect((await openJournals(dir)).flatMap(({ originals }) => originals)).toEqual([original('a')]);
});

test('journals live in the state folder', () => {
  expect(defaultJournalDir({ XDG_STATE_HOME: '/state' })).toBe('/state/metaconform');
  expect(defaultJournalDir({})).toMatch(/\/\.local\/state\/metaconform$/);
});
