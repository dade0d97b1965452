import { expect, test } from 'vitest';
import { findContracts } from '../../contracts/find-contracts.ts';
import type { Contract } from '../../contracts/contract.ts';
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
