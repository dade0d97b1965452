import { expect, test } from 'vitest';
import { findContracts } from '../contracts/find-contracts.ts';
import type { Trace } from '../targets/trace.ts';
import { findInvariants } from './invariants.ts';
import { judgeTrace } from './judge-trace.ts';
import { withForeignOfAll } from './foreign-over-run.ts';
import { FOREIGN_PREFIX } from './reading/body.ts';
import { traceOf } from './trace-fixture.ts';

const contracts = new Map(findContracts().map((contract) => [contract.id, contract]));
const server = contracts.get('server')!;
const MAP = '/servers/{id}/metadata';
const FOUR = { a: '1', b: '2', c: '3', d: '4' };

const refusedAtTheLimit = traceOf(server).reads({}).send({ method: 'POST', path: MAP, body: { metadata: FOUR } }, { status: 403, body: {} }).reads({}).end();
const showsForeign = traceOf(server).reads({}).send({ method: 'POST', path: MAP, body: { metadata: { a: '1' } } }, { status: 200, body: { metadata: { a: '1', [`${FOREIGN_PREFIX}1`]: 'masked' } } }).reads({ a: '1', [`${FOREIGN_PREFIX}1`]: 'masked' }).end();
const invariants = await findInvariants();

function blamed(trace: Trace | undefined): readonly string[] {
  return trace === undefined ? ['no trace'] : judgeTrace(trace, server, invariants, 'de-facto').findings.map(({ invariant }) => invariant);
}

test('a key of somebody else that is only seen later may have been why a full map was refused', () => {
  const [first] = withForeignOfAll([refusedAtTheLimit, showsForeign], contracts);
  expect(blamed(first)).toEqual([]);
  expect(first?.slots.subject?.foreignKeys).toBe(1);
});

test('without keys of others, or with some on another resource, nothing changes', () => {
  expect(withForeignOfAll([refusedAtTheLimit], contracts)[0]).toBe(refusedAtTheLimit);
  const elsewhere = { ...showsForeign, slots: { subject: { resourceId: 'another', foreignKeys: 1 } } };
  const [first] = withForeignOfAll([refusedAtTheLimit, elsewhere], contracts);
  expect(first).toBe(refusedAtTheLimit);
  expect(blamed(first)).toEqual(['valid-requests-are-accepted']);
});
