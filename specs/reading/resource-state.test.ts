import { expect, test } from 'vitest';
import { findContracts } from '../../contracts/find-contracts.ts';
import type { Contract } from '../../contracts/contract.ts';
import { traceOf } from '../trace-fixture.ts';
import { readTrace } from './trace-reading.ts';

const server = findContracts().find(({ id }) => id === 'server') as Contract;

function flawsIn(state: string): readonly (string | null)[] {
  const trace = traceOf(server).reads({}).send({ method: 'GET', path: '/servers/{id}' }, { status: 200, body: { server: { id: 'x', metadata: {}, 'OS-EXT-STS:vm_state': state } } })
    .send({ method: 'POST', path: '/servers/{id}/metadata', body: { metadata: { a: '1' } } }, { status: 200, body: { metadata: { a: '1' } } }).reads({ a: '1' }).end();
  return readTrace(trace, server).writes.flatMap(({ flaws }) => flaws.map(({ class: cls }) => cls));
}

test('a write in a state that takes none is flawed', () => {
  expect(flawsIn('rescued')).toEqual(['state:unwritable']);
});

test.each(['active', 'ACTIVE', 'Stopped'])('%s is writable, however it is spelt', (state) => {
  expect(flawsIn(state)).toEqual([]);
});
