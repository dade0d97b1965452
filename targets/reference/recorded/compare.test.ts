import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startReferenceCloud } from '../cloud.ts';
import { deviations } from '../deviations.ts';
import { compareWithRecording } from './compare.ts';
import { givenMap } from './given.ts';
import { bodyBytes } from './recorded-case.ts';
import type { RecordedCase } from './recorded-case.ts';

const answers = join(import.meta.dirname, '../../../../shared/real-nova/answers.json');

const example: RecordedCase = {
  section: 'POST /v2.1/servers/{id}/metadata', case: 'normal, new key', method: 'POST', path: '/v2.1/servers/{server}/metadata', body: '{"metadata": {"foo": "bar"}}',
  status: 200, response: '{"metadata": {"base": "1", "foo": "bar"}}', after: '{"base": "1", "foo": "bar"}',
};

test('an answer like the recorded one has no difference, another has', async () => {
  const cloud = await startReferenceCloud();
  try {
    const wrong = { ...example, status: 202, after: '{"foo": "bar"}' };
    const outcomes = await compareWithRecording(cloud, [example, wrong]);
    expect(outcomes.map(({ differences }) => differences.length)).toEqual([0, 2]);
    expect(outcomes[1]!.deviation).toBeNull();
  } finally {
    await cloud.close();
  }
});

test('a recorded body stands for bytes', () => {
  expect(bodyBytes({ ...example, body: String.raw`a\xffb` })).toEqual(Buffer.from([0x61, 0xff, 0x62]));
});

test('what a case found is read from its words and from what followed', () => {
  expect(Object.keys(givenMap({ ...example, case: 'at 128: one new key' }, {}) ?? {})).toHaveLength(128);
  const aggregate = { ...example, section: 'os-aggregates set_metadata', body: '{"set_metadata": {"metadata": {"a": "1"}}}' };
  expect(givenMap({ ...aggregate, after: '{"a": "1", "b": "2"}' }, { b: '2' })).toEqual({ b: '2' });
  expect(givenMap({ ...aggregate, after: '{"a": "1"}' }, { b: '2' })).toEqual({});
});

test('deviation ids are unique', () => {
  expect(new Set(deviations.map(({ id }) => id)).size).toBe(deviations.length);
});

test.skipIf(!existsSync(answers))('every difference to the recorded Nova is explained, and every deviation explains one', async () => {
  const cloud = await startReferenceCloud();
  try {
    const outcomes = await compareWithRecording(cloud, JSON.parse(readFileSync(answers, 'utf8')) as RecordedCase[]);
    expect(outcomes.filter(({ deviation, differences }) => differences.length > 0 && deviation === null).map(({ recorded }) => recorded.case)).toEqual([]);
    expect(deviations.filter(({ id }) => outcomes.every(({ deviation }) => deviation !== id)).map(({ id }) => id)).toEqual([]);
  } finally {
    await cloud.close();
  }
});
