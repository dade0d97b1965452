import { expect, test } from 'vitest';
import type { MapLiteral } from '../specs/trace-fixture.ts';
import { traceOf } from '../specs/trace-fixture.ts';
import { ladderOf, type Fate } from './ladder.ts';
import { CONTRACT, losingMerge, losingRace } from './page/page-sample.fixture.ts';

const PATH = '/servers/{id}/metadata';

function fates(before: MapLiteral, method: string, sent: MapLiteral, status: number, after: MapLiteral): Readonly<Record<string, Fate>> {
  const trace = traceOf(CONTRACT).reads(before, 'subject', 'start').send({ method, path: PATH, body: { metadata: sent } }, { status, body: { metadata: after } }).reads(after).end();
  return Object.fromEntries(ladderOf(trace, CONTRACT, 1)[0]!.rows.map(({ key, fate }) => [key, fate]));
}

test.each<[what: string, Parameters<typeof fates>, Readonly<Record<string, Fate>>]>([
  ['a good merge', [{ a: '1' }, 'POST', { b: '2' }, 200, { a: '1', b: '2' }], { a: 'kept', b: 'written' }],
  ['a merge that loses what it does not name', [{ a: '1' }, 'POST', { b: '2' }, 200, { b: '2' }], { a: 'lost', b: 'written' }],
  ['a merge that stores nothing', [{ a: '1' }, 'POST', { b: '2' }, 200, { a: '1' }], { a: 'kept', b: 'lost' }],
  ['a merge that changes a value on the way', [{}, 'POST', { b: 'B' }, 200, { b: 'b' }], { b: 'altered' }],
  ['a merge of what is there', [{ a: '1' }, 'POST', { a: '1' }, 200, { a: '1' }], { a: 'kept' }],
  ['a good replace', [{ a: '1' }, 'PUT', { b: '2' }, 200, { b: '2' }], { a: 'removed', b: 'written' }],
  ['a replace that leaves what it does not name', [{ a: '1' }, 'PUT', { b: '2' }, 200, { a: '1', b: '2' }], { a: 'leaked', b: 'written' }],
  ['a key that nobody sent', [{}, 'POST', { b: '2' }, 200, { b: '2', z: '9' }], { b: 'written', z: 'leaked' }],
  ['a refused merge', [{ a: '1' }, 'POST', { b: '2' }, 400, { a: '1' }], { a: 'kept', b: 'not-stored' }],
  ['a refused merge that is stored', [{ a: '1' }, 'POST', { b: '2' }, 400, { a: '1', b: '2' }], { a: 'kept', b: 'leaked' }],
  ['a refused replace that wipes', [{ a: '1' }, 'PUT', { b: '2' }, 400, {}], { a: 'lost', b: 'not-stored' }],
])('%s', (_what, given, expected) => {
  expect(fates(...given)).toEqual(expected);
});

test('a ladder says which reads it rests on, and puts the most telling keys first', () => {
  const [rung, ...others] = ladderOf(losingMerge(), CONTRACT, 1);
  expect(others).toEqual([]);
  expect(rung).toMatchObject({ slot: 'subject', request: 1, readBefore: 0, readAfter: 2, omitted: 0 });
  expect(rung!.rows).toEqual([
    { key: 'a', fate: 'lost', before: '"1"', sent: null, after: null },
    { key: 'c', fate: 'written', before: '"3"', sent: '"4"', after: '"4"' },
    { key: 'b', fate: 'written', before: null, sent: '"2"', after: '"2"' },
  ]);
});

test('a resource that was not addressed has a rung of its own where it changed', () => {
  const send = (after: MapLiteral) => traceOf(CONTRACT).reads({}, 'subject', 'start').reads({ quiet: '1' }, 'bystander', 'start')
    .send({ method: 'POST', path: PATH, body: { metadata: { a: '1' } } }, { status: 200, body: { metadata: { a: '1' } } }).reads({ a: '1' }).reads(after, 'bystander').end();
  expect(ladderOf(send({ quiet: '1' }), CONTRACT, 2).map(({ slot }) => slot)).toEqual(['subject']);
  expect(ladderOf(send({ quiet: '1', a: '1' }), CONTRACT, 2)[1]).toMatchObject({ slot: 'bystander', rows: [{ key: 'a', fate: 'leaked' }, { key: 'quiet', fate: 'kept' }] });
});

test('a read stands on its own rung: what it showed against what was known', () => {
  const trace = traceOf(CONTRACT).reads({ a: '1', b: '2' }, 'subject', 'start').reads({ a: '1', z: '2' }, 'subject', 'step').end();
  expect(ladderOf(trace, CONTRACT, 1)[0]).toMatchObject({ readAfter: 1, rows: [{ key: 'b', fate: 'lost' }, { key: 'z', fate: 'leaked' }, { key: 'a', fate: 'kept' }] });
});

test('a long map is cut, and a long value too', () => {
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`k${index}`, 'x'.repeat(255)]));
  const [rung] = ladderOf(traceOf(CONTRACT, { maxItems: 128 }).reads(many, 'subject', 'start').send({ method: 'POST', path: PATH, body: { metadata: { n: '1' } } }, { status: 200, body: {} }).reads({ ...many, n: '1' }).end(), CONTRACT, 1);
  expect(rung).toMatchObject({ omitted: 17 });
  expect(rung!.rows).toHaveLength(24);
  expect(rung!.rows[0]).toMatchObject({ key: 'n', fate: 'written' });
  expect(rung!.rows[1]!.before!.length).toBeLessThan(160);
});

test('a request that ran beside others has no ladder', () => {
  expect(ladderOf(losingRace(), CONTRACT, 1)).toEqual([]);
  expect(ladderOf(losingRace(), CONTRACT, 99)).toEqual([]);
});

test('what no read has shown is told apart', () => {
  const upsert = (trace: ReturnType<typeof traceOf>, key: string, value: string) => trace.send({ method: 'PUT', path: `${PATH}/${key}`, body: { meta: { [key]: value } } }, { status: 200, body: { meta: { [key]: value } } });
  const trace = upsert(upsert(upsert(traceOf(CONTRACT).reads({ k: '0' }, 'subject', 'start'), 'a', '1'), 'a', '2'), 'b', '1').reads({ k: '0', a: '2', b: '1' }).end();
  expect(ladderOf(trace, CONTRACT, 1)[0]?.rows).toContainEqual({ key: 'a', fate: 'written', before: null, sent: '"1"', after: '"1"', inferred: ['after'] });
  expect(ladderOf(trace, CONTRACT, 2)[0]?.rows).toContainEqual({ key: 'a', fate: 'written', before: '"1"', sent: '"2"', after: '"2"', inferred: ['before'] });
  expect(ladderOf(trace, CONTRACT, 2)[0]?.rows).toContainEqual({ key: 'k', fate: 'kept', before: '"0"', sent: null, after: '"0"' });
});

test('a value that is cut is told with its own length, without quotes and escapes', () => {
  const value = '"'.repeat(254);
  const trace = traceOf(CONTRACT).reads({ k: value }, 'subject', 'start').reads({ k: value }, 'subject', 'step').end();
  expect(ladderOf(trace, CONTRACT, 1)[0]?.rows[0]?.after).toMatch(/… \(254 code points\)$/);
});
