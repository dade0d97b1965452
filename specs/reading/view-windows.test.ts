import { describe, expect, it } from 'vitest';
import { findContracts } from '../../contracts/find-contracts.ts';
import type { Contract } from '../../contracts/contract.ts';
import { findInvariants } from '../invariants.ts';
import { learnFrom } from '../learn.ts';
import { judgeTrace } from '../judge-trace.ts';
import { traceOf, type MapLiteral, type TraceBuilder } from '../trace-fixture.ts';
import { readTrace } from './trace-reading.ts';
import { restlessMembers, viewWindows } from './view-windows.ts';

const server = findContracts([]).find(({ id }) => id === 'server') as Contract;
const invariants = (await findInvariants()).filter(({ id }) => id === 'resources-keep-their-fields');
const MAP = '/servers/{id}/metadata';

function shows(builder: TraceBuilder, members: MapLiteral): TraceBuilder {
  return builder.send({ method: 'GET', path: '/servers/{id}' }, { status: 200, body: { server: { id: '1', metadata: {}, ...members } } });
}

function writes(builder: TraceBuilder, slot: 'subject' | 'bystander' = 'subject', status = 200): TraceBuilder {
  return builder.send({ method: 'POST', path: MAP, body: { metadata: { a: '1' } }, slot }, { status, body: { metadata: { a: '1' } } });
}

/** The members that a merge between two views is blamed for. */
function moved(before: MapLiteral, after: MapLiteral): readonly string[] {
  const trace = shows(writes(shows(traceOf(server), before)), after).end();
  return viewWindows(readTrace(trace, server), server).flatMap((window) => window.moved);
}

describe('members of a resource between two views', () => {
  it('move when they hold something else', () => {
    expect(moved({ name: 'a', tags: ['x', 'x'] }, { name: 'b', tags: ['x', 'y'] })).toEqual(['name', 'tags']);
    expect(moved({ name: 'a' }, {})).toEqual(['name']);
    expect(moved({ flavor: { id: '1' } }, { flavor: { id: '1', more: 1 } })).toEqual(['flavor']);
  });

  it('do not move when only an order is another', () => {
    expect(moved({ security_groups: [{ name: 'a' }, { name: 'b', rules: [1, 2] }] }, { security_groups: [{ rules: [2, 1], name: 'b' }, { name: 'a' }] })).toEqual([]);
  });

  it('are not compared where one view shows them masked', () => {
    expect(moved({ meta: { '\u0000foreign-1': 'masked' } }, { meta: { x: 'y' } })).toEqual([]);
    expect(moved({ '\u0000foreign-1': 'masked', id: '1' }, { name: 'theirs', id: '2' })).toEqual(['id']);
  });
});

describe('members that move by themselves', () => {
  const restless = (make: (builder: TraceBuilder) => TraceBuilder): readonly string[] => [...restlessMembers(readTrace(make(traceOf(server)).end(), server), server)];

  it('are those that differ while nothing was written', () => {
    expect(restless((t) => shows(shows(t, { name: 'n', host: 'a' }), { name: 'n', host: 'b' }))).toEqual(['host']);
  });

  it('are none where anything was written, whatever came of it and to whom', () => {
    for (const [slot, status] of [['subject', 200], ['bystander', 200], ['subject', 400]] as const) {
      expect(restless((t) => shows(writes(shows(t, { host: 'a' }), slot, status), { host: 'b' }))).toEqual([]);
    }
  });

  it('are not laid to writes, in the same trace or in another', () => {
    const still = shows(shows(traceOf(server), { host: 'a' }), { host: 'b' }).end();
    const blamed = shows(writes(shows(traceOf(server), { host: 'a', name: 'n' })), { host: 'b', name: 'm' }).end();
    const both = shows(writes(shows(shows(traceOf(server), { host: 'c' }), { host: 'a' })), { host: 'b' }).end();
    const said = (trace: typeof still, learnt = learnFrom([], server)): readonly string[] => judgeTrace(trace, server, invariants, 'de-facto', learnt).findings.map(({ actual }) => actual);
    expect(said(blamed)).toEqual(['host, name changed']);
    expect(said(blamed, learnFrom([blamed, still], server))).toEqual(['name changed']);
    expect(said(both)).toEqual([]);
  });
});
