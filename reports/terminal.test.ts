import { expect, test } from 'vitest';
import { makeReport } from './make-report.ts';
import { sampleRecording, sampleVerdict } from './sample-run.fixture.ts';
import { closingTable } from './terminal.ts';

const report = makeReport(sampleRecording, sampleVerdict);

test('what failed comes first, then what is unknown, then the files', () => {
  const table = closingTable(report, ['out/report.json', 'out/index.html'], { color: false });
  const places = ['server (2 requests)', 'merge-keeps-untouched-keys', 'key "a" is gone', 'replay 0123456789ab --report out/report.json', 'read-is-stable', 'values-are-kept', 'delete-is-final', 'strangers-are-kept-out', 'volume: not tried, needs --resource volume=ID',
    'sample breaks what its API promises', '1 of 1 resources restored', 'out/index.html'].map((text) => table.indexOf(text));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(table).not.toContain('\u001b');
});

test('colour is there when asked for, and is not all that tells', () => {
  const table = closingTable(report, [], { color: true });
  expect(table).toContain('\u001b[31m');
  expect(table.replaceAll(/\u001b\[\d+m/g, '')).toBe(closingTable(report, [], { color: false }));
});

test('what could not be put back is said', () => {
  const end = { ...sampleRecording.end!, restoration: { touched: 2, restored: 1, leftovers: 3, problems: ['server X: refused with 409'] } };
  const table = closingTable(makeReport({ ...sampleRecording, end }, sampleVerdict), [], { color: false });
  expect(table).toContain('1 of 2 resources restored, 3 leftovers');
  expect(table).toContain('server X: refused with 409');
  expect(table).toContain('Not everything could be put back');
});
