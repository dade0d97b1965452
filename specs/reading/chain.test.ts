import { expect, test } from 'vitest';
import { findContracts } from '../../contracts/find-contracts.ts';
import type { Contract } from '../../contracts/contract.ts';
import type { Trace } from '../../targets/trace.ts';
import { findInvariants } from '../invariants.ts';
import { judgeTrace } from '../judge-trace.ts';
import { traceOf } from '../trace-fixture.ts';
import { readTrace } from './trace-reading.ts';

const server = findContracts().find(({ id }) => id === 'server') as Contract;
const invariants = await findInvariants();
const MAP = '/servers/{id}/metadata';

function upsert(builder: ReturnType<typeof traceOf>, key: string, value = 'v'): ReturnType<typeof traceOf> {
  return builder.send({ method: 'PUT', path: `${MAP}/${key}`, body: { meta: { [key]: value } } }, { status: 200, body: { meta: { [key]: value } } });
}

function merge(builder: ReturnType<typeof traceOf>, map: Record<string, string>, answer: Record<string, string>): ReturnType<typeof traceOf> {
  return builder.send({ method: 'POST', path: MAP, body: { metadata: map } }, { status: 200, body: { metadata: answer } });
}

test('writes that one read speaks for have the states that the model gives them', () => {
  const trace = upsert(upsert(traceOf(server).reads({ k: '0' }), 'a'), 'b').reads({ k: '0', a: 'v', b: 'v' }).end();
  const [first, second] = readTrace(trace, server).writes;
  expect([...(first?.after?.map.keys() ?? [])]).toEqual(['k', 'a']);
  expect([...(second?.before?.map.keys() ?? [])]).toEqual(['k', 'a']);
  expect([...(second?.after?.map.keys() ?? [])]).toEqual(['k', 'a', 'b']);
  expect(judgeTrace(trace, server, invariants, 'de-facto').findings).toEqual([]);
});

test('a key that is missing in the end is laid to the write that sent it', () => {
  const trace = upsert(upsert(traceOf(server).reads({}), 'a'), 'b').reads({ b: 'v' }).end();
  const findings = judgeTrace(trace, server, invariants, 'de-facto').findings.filter(({ invariant }) => invariant === 'sent-keys-are-stored');
  expect(findings.map(({ exchanges }) => exchanges[0])).toEqual([1]);
});

test('what was lost is not taken for found by the writes after it', () => {
  const trace = upsert(upsert(traceOf(server).reads({}), 'a'), 'b').reads({ b: 'v' }).end();
  expect([...(readTrace(trace, server).writes[1]?.before?.map.keys() ?? [])]).toEqual([]);
  expect(judgeTrace(trace, server, invariants, 'de-facto').exercised.find(({ invariant }) => invariant === 'upsert-changes-one-key')?.cells).toEqual([]);
});

test('a write with no other key beside its own says nothing about others', () => {
  const trace = upsert(traceOf(server).reads({ a: '0' }), 'a').reads({ a: 'v' }).end();
  expect(judgeTrace(trace, server, invariants, 'de-facto').exercised.find(({ invariant }) => invariant === 'upsert-changes-one-key')?.cells).toEqual([]);
});

test('a key that nobody named is laid to the last write', () => {
  const trace = upsert(upsert(traceOf(server).reads({ k: '0' }), 'a'), 'b').reads({ a: 'v', b: 'v' }).end();
  const findings = judgeTrace(trace, server, invariants, 'de-facto').findings.filter(({ invariant }) => invariant === 'upsert-changes-one-key');
  expect(findings.map(({ exchanges }) => exchanges[0])).toEqual([2]);
});

test('where writes answer the whole map, the first answer without the key tells who lost it', () => {
  const trace = merge(merge(traceOf(server).reads({}), { a: '1' }, { a: '1' }), { b: '2' }, { b: '2' }).reads({ b: '2' }).end();
  const findings = judgeTrace(trace, server, invariants, 'de-facto').findings.map(({ invariant, exchanges }) => [invariant, exchanges[0]]);
  expect(findings).toContainEqual(['merge-keeps-other-keys', 2]);
  expect(findings.filter(([invariant]) => invariant === 'sent-keys-are-stored')).toEqual([]);
});

test('a write whose own answer already lacks its key answers for it, not the next one', () => {
  const trace = merge(merge(traceOf(server).reads({ k: '0' }), { a: '1' }, { k: '0' }), { b: '2' }, { k: '0' }).reads({ k: '0' }).end();
  const findings = judgeTrace(trace, server, invariants, 'de-facto').findings.map(({ invariant, exchanges }) => [invariant, exchanges[0]]);
  expect(findings).toContainEqual(['sent-keys-are-stored', 1]);
  expect(findings.filter(([invariant]) => invariant === 'merge-keeps-other-keys')).toEqual([]);
});

test('refused requests that share a read are suspected together, or alone when one names what moved', () => {
  const refused = (builder: ReturnType<typeof traceOf>, key: string): ReturnType<typeof traceOf> => builder.send({ method: 'POST', path: MAP, body: { metadata: { [key]: 1 } } }, { status: 400, body: {} });
  const classesOf = (after: Record<string, string>): readonly string[] => judgeTrace(refused(refused(traceOf(server).reads({ k: '0' }), 'a'), 'b').reads(after).end(), server, invariants, 'de-facto')
    .findings.filter(({ invariant }) => invariant === 'refused-requests-change-nothing').map((finding) => finding.class);
  expect(classesOf({ k: '0' })).toEqual([]);
  expect(classesOf({})).toEqual(['packed']);
  expect(classesOf({ k: '0', b: '1' })).toEqual(['value:number']);
});

/** The trace with one of its requests left without an answer. */
function unanswered(trace: Trace, id: number): Trace {
  return { ...trace, exchanges: trace.exchanges.map((each) => (each.id === id ? { ...each, response: null, trouble: { kind: 'reset', message: 'reset' } } : each)) };
}

function remove(builder: ReturnType<typeof traceOf>, key: string): ReturnType<typeof traceOf> {
  return builder.send({ method: 'DELETE', path: `${MAP}/${key}` }, { status: 204 });
}

test('a removal that was sent again leaves its key away from what the next write finds', () => {
  const twice = remove(remove(remove(traceOf(server).reads({ a: '1', b: '20', d: '4', long: 'x' }), 'long'), 'd'), 'd');
  const trace = unanswered(merge(twice, { b: '2' }, { a: '1', b: '2' }).reads({ a: '1', b: '2' }).end(), 2);
  expect(judgeTrace(trace, server, invariants, 'de-facto').findings).toEqual([]);
  expect([...(readTrace(trace, server).writes.at(-1)?.before?.map.keys() ?? [])]).toEqual(['a', 'b']);
});

test('behind a removal that nobody knows of, other writes are not blamed for what it may have done', () => {
  const lost = remove(remove(traceOf(server).reads({ a: '1', d: '4', long: 'x' }), 'long'), 'd');
  const trace = unanswered(upsert(upsert(lost, 'e'), 'f').reads({ a: '1', e: 'v', f: 'v' }).end(), 2);
  expect(judgeTrace(trace, server, invariants, 'de-facto').findings).toEqual([]);
});

test('an answer is compared with what was read, and with nothing else', () => {
  const wrong = { status: 200, body: { meta: { a: 'cut' } } };
  const trace = traceOf(server).reads({}).send({ method: 'PUT', path: `${MAP}/a`, body: { meta: { a: 'long' } } }, wrong);
  const invariantsOf = (end: Trace): readonly string[] => judgeTrace(end, server, invariants, 'de-facto').findings.map(({ invariant }) => invariant);
  expect(invariantsOf(upsert(trace, 'a', 'new').reads({ a: 'new' }).end())).toEqual(['answers-hold-the-promised-map']);
});

test('an answer is compared with a read behind other writes where they leave its key alone', () => {
  const wrong = { status: 200, body: { meta: { a: 'cut' } } };
  const trace = upsert(traceOf(server).reads({}).send({ method: 'PUT', path: `${MAP}/a`, body: { meta: { a: 'long' } } }, wrong), 'b').reads({ a: 'long', b: 'v' }).end();
  expect(judgeTrace(trace, server, invariants, 'de-facto').findings.filter(({ invariant }) => invariant === 'answers-tell-what-is-stored')).toMatchObject([{ actual: 'it shows "long"', exchanges: [1, 3] }]);
});

test('what a replace has left is laid to it, and not to the write that sent it before or to one behind it', () => {
  const replaced = upsert(traceOf(server).reads({ k: '0' }), 'a').send({ method: 'PUT', path: MAP, body: { metadata: { r: '1' } } }, { status: 200, body: { metadata: { a: 'v', k: '0', r: '1' } } });
  const findings = judgeTrace(upsert(replaced, 'b').reads({ k: '0', a: 'v', r: '1', b: 'v' }).end(), server, invariants, 'de-facto').findings;
  expect(findings.map(({ invariant, exchanges }) => [invariant, ...exchanges])).toContainEqual(['replace-removes-absent-keys', 2, 0, 1, 4]);
  expect(findings.filter(({ invariant }) => invariant === 'answers-tell-what-is-stored' || invariant === 'no-key-appears-unasked')).toEqual([]);
});

test('what a write found is borne out by the write that left it', () => {
  const trace = merge(merge(traceOf(server).reads({}), { a: '1' }, { a: '1' }), { b: '2' }, { b: '2' }).reads({ b: '2' }).end();
  expect(readTrace(trace, server).writes[1]?.before?.inferred).toEqual(new Map([['a', 1]]));
  expect(judgeTrace(trace, server, invariants, 'de-facto').findings.find(({ invariant }) => invariant === 'merge-keeps-other-keys')?.exchanges).toEqual([2, 0, 1, 3]);
});

function removes(builder: ReturnType<typeof traceOf>, key: string, status: number): ReturnType<typeof traceOf> {
  return builder.send({ method: 'DELETE', path: `${MAP}/${key}` }, { status, ...(status === 204 ? {} : { body: {} }) });
}

test('a key that a removal did not find is laid to the accepted write before it', () => {
  const trace = removes(removes(traceOf(server).reads({ a: '1', b: '1' }), 'a', 204), 'b', 404).reads({}).end();
  expect(judgeTrace(trace, server, invariants, 'de-facto').findings.map(({ invariant, exchanges }) => [invariant, ...exchanges])).toEqual([['remove-keeps-other-keys', 1, 0, 3]]);
});

test('a refused request beside accepted ones is blamed only where the map holds what it sent', () => {
  const judged = (after: Record<string, string>) => judgeTrace(upsert(traceOf(server).reads({ k: '0' }), 'a').send({ method: 'POST', path: MAP, body: { metadata: { k: 'stored', b: 2 } } }, { status: 400, body: {} }).reads({ a: 'v', ...after }).end(), server, invariants, 'de-facto');
  const blamed = ({ findings }: ReturnType<typeof judged>): readonly (readonly number[])[] => findings.filter(({ invariant }) => invariant === 'refused-requests-change-nothing').map(({ exchanges }) => exchanges);
  expect(blamed(judged({ k: 'stored' }))).toEqual([[2, 0, 3]]);
  expect(blamed(judged({}))).toEqual([]);
  expect(judged({}).undecided).toContainEqual({ invariant: 'refused-requests-change-nothing', why: '"k" changed between two reads, and besides the refused request others were accepted there' });
  expect(judged({ k: '0' }).undecided).toEqual([]);
});
