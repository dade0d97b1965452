import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeReport } from './make-report.ts';
import { readReport } from './read-report.ts';
import { sampleRecording, sampleVerdict } from './sample-run.fixture.ts';
import { writeReport } from './write-report.ts';

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'metaconform-'));
}

test('what is written is read back, by folder and by file', () => {
  const report = makeReport(sampleRecording, sampleVerdict);
  const where = join(folder(), 'made', 'on', 'the', 'way');
  const [file] = writeReport(report, where);
  expect(readReport(where)).toEqual(JSON.parse(JSON.stringify(report)));
  expect(readReport(file!)).toEqual(readReport(where));
});

test.each([['{', /is not JSON/], ['{"schemaVersion":2}', /is not a report of schemaVersion 1/]])('%s is refused', (text, message) => {
  const file = join(folder(), 'report.json');
  writeFileSync(file, text);
  expect(() => readReport(file)).toThrow(message);
  expect(() => readReport(file)).toThrow(expect.objectContaining({ code: 'REPORT_UNREADABLE' }));
});

test('a folder without a report, and one that cannot be made, are named', () => {
  const where = folder();
  expect(() => readReport(where)).toThrow(/report\.json: cannot be read/);
  writeFileSync(join(where, 'file'), '');
  expect(() => writeReport(makeReport(sampleRecording, sampleVerdict), join(where, 'file', 'below'))).toThrow(expect.objectContaining({ code: 'REPORT_FOLDER' }));
});
