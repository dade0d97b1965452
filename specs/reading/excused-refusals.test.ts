import { expect, test } from 'vitest';
import { findContracts } from '../../contracts/find-contracts.ts';
import type { Contract } from '../../contracts/contract.ts';
import { findInvariants } from '../invariants.ts';
import { judgeTrace } from '../judge-trace.ts';
import { traceOf } from '../trace-fixture.ts';

const server = findContracts().find(({ id }) => id === 'server') as Contract;
const invariants = await findInvariants();
const MAP = '/servers/{id}/metadata';
const ACTIVE = { id: '1', name: 'n', metadata: { a: '1' }, 'OS-EXT-STS:vm_state': 'active', 'OS-EXT-STS:task_state': null as string | null };

/** A write that is refused with 409, and the look at the server that the recorder takes then. */
function refusedWhile(shown: Partial<typeof ACTIVE>, before: (builder: ReturnType<typeof traceOf>) => ReturnType<typeof traceOf> = (builder) => builder): readonly string[] {
  const trace = before(traceOf(server).reads({ a: '1' }))
    .send({ method: 'POST', path: MAP, body: { metadata: { b: '2' } } }, { status: 409, body: { conflictingRequest: { code: 409, message: '' } } })
    .send({ method: 'GET', path: '/servers/{id}', role: 'recover' }, { status: 200, body: { server: { ...ACTIVE, ...shown } } })
    .reads({ a: '1' }).end();
  return judgeTrace(trace, server, invariants, 'de-facto').findings.map(({ invariant }) => invariant);
}

test('a server that is idle and refuses is wrong', () => {
  expect(refusedWhile({})).toEqual(['valid-requests-are-accepted']);
});

test.each([
  ['a task under way', { 'OS-EXT-STS:task_state': 'image_snapshot' }],
  ['a state that takes no writes, which we did not ask for', { 'OS-EXT-STS:vm_state': 'rescued' }],
])('%s excuses a refusal', (_, shown) => {
  expect(refusedWhile(shown)).toEqual([]);
});

test('what was refused before for a reason of its own needs no excuse', () => {
  const absent = (builder: ReturnType<typeof traceOf>): ReturnType<typeof traceOf> => builder.send({ method: 'DELETE', path: `${MAP}/absent` }, { status: 404, body: { itemNotFound: { code: 404, message: '' } } });
  expect(refusedWhile({ 'OS-EXT-STS:task_state': 'image_snapshot' }, absent)).toEqual([]);
});

/** A refusal, a look at an idle server, and the same request once more. */
function repeated(status: number): readonly string[] {
  const write = { method: 'POST', path: MAP, body: { metadata: { b: '2' } } } as const;
  const accepted = status === 200;
  const trace = traceOf(server).reads({ a: '1' })
    .send(write, { status: 409, body: { conflictingRequest: { code: 409, message: '' } } }).reads({ a: '1' })
    .send({ method: 'GET', path: '/servers/{id}', role: 'recover' }, { status: 200, body: { server: ACTIVE } })
    .send({ ...write, role: 'recover' }, accepted ? { status, body: { metadata: { a: '1', b: '2' } } } : { status, body: { conflictingRequest: { code: 409, message: '' } } })
    .reads(accepted ? { a: '1', b: '2' } : { a: '1' }).end();
  return judgeTrace(trace, server, invariants, 'de-facto').findings.map(({ invariant }) => invariant);
}

test('a task that was over before anybody could look excuses a refusal that does not come again', () => {
  expect(repeated(200)).toEqual([]);
  expect(repeated(409)).toContain('valid-requests-are-accepted');
});
