import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { Recording } from '../specs/recording.ts';
import { exitCodeOf } from './exit-code.ts';
import { makeReport } from './make-report.ts';
import schema from './report.schema.json' with { type: 'json' };
import { sampleRecording, sampleVerdict } from './sample-run.fixture.ts';

const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true, strictTuples: false }).compile(schema);
const END = sampleRecording.end!;

function recordingWith(changes: Partial<NonNullable<Recording['end']>> | null): Recording {
  return { ...sampleRecording, end: changes === null ? null : { ...END, ...changes } };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** Every schema inside a schema that has no description, as pointers. */
function undescribed(node: unknown, pointer: string): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { properties, items, additionalProperties, prefixItems, oneOf, description, $defs } = node as Record<string, unknown>;
  const named = [...entriesOf(properties), ...entriesOf($defs)];
  const listed = [...listOf(prefixItems), ...listOf(oneOf), items, additionalProperties].map((each, index) => [String(index), each] as const);
  return [...(typeof description === 'string' && description.endsWith('.') ? [] : [pointer]), ...[...named, ...listed].flatMap(([name, each]) => undescribed(each, `${pointer}/${name}`))];
}

test.each([
  ['a finished run', sampleRecording], ['a killed run', recordingWith(null)],
  ['a run with trouble', recordingWith({ complete: false, stoppedBy: 'interrupt', trouble: [{ kind: 'timeout', message: 'no answer in 30 s' }] })],
])('the report of %s fits the published schema', (_name, recording) => {
  const report = makeReport(recording, sampleVerdict);
  expect(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors)).toBe(true);
});

test('the schema refuses a report with a member too few, and one too many', () => {
  const { trouble, ...fewer } = makeReport(sampleRecording, sampleVerdict);
  expect(validate(fewer)).toBe(false);
  expect(validate({ ...fewer, trouble, more: 1 })).toBe(false);
});

test('the schema describes every field', () => {
  expect(undescribed(schema, '')).toEqual([]);
});

test.each([
  ['pass', {}, 0], ['fail', {}, 1], ['unknown', {}, 2], ['pass', { stoppedBy: 'crash' as const, complete: false }, 4], ['fail', { stoppedBy: 'crash' as const }, 4],
  ['fail', { restoration: { touched: 2, restored: 1, leftovers: 0, problems: [] } }, 4], ['pass', { restoration: { touched: 1, restored: 1, leftovers: 1, problems: [] } }, 4],
  ['unknown', { stoppedBy: 'interrupt' as const, complete: false }, 2],
] as const)('exit code of %s with %j is %i', (verdict, changes, code) => {
  expect(exitCodeOf(verdict, { ...END, ...changes })).toBe(code);
});

test('a run without an end was not restored, as far as anybody knows', () => {
  const { run, restoration } = makeReport(recordingWith(null), sampleVerdict);
  expect(run).toMatchObject({ exitCode: 4, complete: false, stoppedBy: 'crash', requests: 2, durationMs: 0 });
  expect(restoration.problems).toHaveLength(1);
});

test('the curl line of a finding is that of the offending request, by the one who may write', () => {
  const byAdmin = { ...sampleRecording, header: { ...sampleRecording.header, lanes: sampleRecording.header.lanes.map((lane) => ({ ...lane, callers: ['owner', 'member'] })) } };
  const curl = (recording: Recording): string => makeReport(recording, sampleVerdict).verdicts[1]!.findings[0]!.curl;
  expect(curl(sampleRecording)).toContain('$OS_TOKEN');
  expect(curl(sampleRecording)).toContain('-X POST');
  expect(curl(byAdmin)).toContain('$ADMIN_TOKEN');
});
