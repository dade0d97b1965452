import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostileReport } from '../page/hostile-report.fixture.ts';
import { makeReport } from '../make-report.ts';
import { sampleRecording, sampleVerdict } from '../sample-run.fixture.ts';
import { appendJobSummary } from './job-summary.ts';
import { plainMarkdown } from './markdown.ts';
import { runSummary } from './run-summary.ts';

const summary = runSummary(makeReport(sampleRecording, sampleVerdict));

test('a run in a few lines: the sentence, all five counts, the findings, and what limits it', () => {
  expect(summary).toMatch(/^## ✗ sample breaks what its API promises: 1 passed, 1 failed, 1 unknown, 1 not applicable, 1 waived\.\n/);
  expect(summary).toContain('| <code>server</code> | 1 | 1 | 1 | 1 | 1 |');
  expect(summary).toContain('metaconform replay 0123456789ab');
  for (const said of ['never exercised', 'ticket 7', 'needs --stranger-token']) expect(summary).toContain(said);
});

test('nothing a target says is markup, a mention, a link or a cell of its own', () => {
  const hostile = runSummary(hostileReport());
  expect(hostile).not.toMatch(/<(?!\/?(code|details|summary)>)|[\u0000\u001b\u202e\u2028]|https?:\/\/|@/);
});

test('whatever a text holds, it stays in its line and its cell', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    expect(plainMarkdown(text)).not.toMatch(/[\n\r|<>`*_[\]@]/);
  }));
});

test('it is appended where a CI job asks for it, and only there', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'metaconform-')), 'summary.md');
  appendJobSummary('one', {});
  appendJobSummary('two', { GITHUB_STEP_SUMMARY: file });
  appendJobSummary('three', { GITHUB_STEP_SUMMARY: file });
  expect(readFileSync(file, 'utf8')).toBe('two\nthree\n');
  expect(() => appendJobSummary('four', { GITHUB_STEP_SUMMARY: join(file, 'below') })).not.toThrow();
});
