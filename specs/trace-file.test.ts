import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunHeader } from './recording.ts';
import { createTraceFile, readTraceFile } from './trace-file.ts';

const HEADER = { type: 'run', schemaVersion: 1 } as RunHeader;
const END = { type: 'end', durationMs: 1 };

function fileWith(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'metaconform-')), 'trace.ndjson');
  writeFileSync(path, text);
  return path;
}

test('what is appended is read back, line by line', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'metaconform-')), 'new');
  const file = createTraceFile(folder);
  file.append(HEADER);
  expect(readFileSync(file.path, 'utf8')).toBe('{"type":"run","schemaVersion":1}\n');
  file.close();
  expect(await readTraceFile(file.path)).toEqual({ header: HEADER, traces: [], end: null });
});

test('a last line that was cut by a kill is left out', async () => {
  const path = fileWith(`${JSON.stringify(HEADER)}\n${JSON.stringify({ type: 'trace', trace: { contract: 'server' } })}\n{"type":"tra`);
  expect(await readTraceFile(path)).toEqual({ header: HEADER, traces: [{ contract: 'server' }], end: null });
});

test('a value with a line separator of Unicode does not end the line', async () => {
  const trace = { type: 'trace', trace: { contract: 'a\u2028b\u2029c' } };
  expect((await readTraceFile(fileWith(`${JSON.stringify(HEADER)}\n${JSON.stringify(trace)}\n${JSON.stringify(END)}\n`))).traces).toEqual([trace.trace]);
});

test('a whole last line counts', async () => {
  expect((await readTraceFile(fileWith(`${JSON.stringify(HEADER)}\n${JSON.stringify(END)}`))).end).toEqual(END);
});

test.each([
  ['', /is empty/], ['{', /line 1 is not JSON/], ['[]\n', /line 1 has no "type"/], [`${JSON.stringify(END)}\n`, /line 1 is of type "end", but the first/],
  [`${JSON.stringify(HEADER)}\n{\n${JSON.stringify(END)}\n`, /line 2 is not JSON/], [`${JSON.stringify(HEADER)}\n${JSON.stringify(HEADER)}\n`, /line 2 begins a second run/],
  ['{"type":"run","schemaVersion":9}\n', /has schemaVersion 9/], [`${JSON.stringify(HEADER)}\n{"type":"more"}\n`, /line 2 is of the unknown type "more"/],
])('%j is refused', async (text, message) => {
  await expect(readTraceFile(fileWith(text))).rejects.toThrow(message);
  await expect(readTraceFile(fileWith(text))).rejects.toMatchObject({ code: 'TRACE_UNREADABLE' });
});

test('a file that is not there, and a folder that cannot be made, are named', async () => {
  const path = fileWith('');
  await expect(readTraceFile(`${path}.gone`)).rejects.toMatchObject({ code: 'TRACE_UNREADABLE' });
  expect(() => createTraceFile(join(path, 'below'))).toThrow(expect.objectContaining({ code: 'REPORT_FOLDER' }));
});
