import { describe, expect, it } from 'vitest';
import type { Contract } from '../contracts/contract.ts';
import { findContracts } from '../contracts/find-contracts.ts';
import type { Trace } from '../targets/trace.ts';
import { findInvariants } from './invariants.ts';
import { judgeRun } from './judge-run.ts';
import type { Recording } from './recording.ts';
import { traceOf, type MapLiteral } from './trace-fixture.ts';
import type { InvariantVerdict } from './verdict.ts';

const server = findContracts([]).find(({ id }) => id === 'server') as Contract;
const invariants = (await findInvariants()).filter(({ id }) => id === 'resources-keep-their-fields');

type Purpose = Trace['purpose'];

/** A merge between two views of the resource. */
function merged(before: MapLiteral, after: MapLiteral, purpose: Purpose = { kind: 'explore' }, sent: MapLiteral = { a: '1' }): Trace {
  const view = (members: MapLiteral): unknown => ({ server: { id: '1', metadata: {}, ...members } });
  const trace = traceOf(server)
    .send({ method: 'GET', path: '/servers/{id}' }, { status: 200, body: view(before) })
    .send({ method: 'POST', path: '/servers/{id}/metadata', body: { metadata: sent } }, { status: 200, body: { metadata: sent } })
    .send({ method: 'GET', path: '/servers/{id}' }, { status: 200, body: view(after) }).end();
  return { ...trace, purpose };
}

function rowOf(traces: readonly Trace[]): InvariantVerdict {
  const header = {
    profile: 'de-facto', lanes: [], only: null, target: { kind: 'remote' }, startedAt: '2026-01-01T00:00:00Z', contracts: [{ id: server.id, sha256: server.sha256, documents: [] }],
  } as unknown as Recording['header'];
  return judgeRun({ header, traces, end: null }, [server], invariants).verdicts[0] as InvariantVerdict;
}

function judged(traces: readonly Trace[]): { readonly verdict: string; readonly reason: string; readonly findings: number } {
  const { verdict, reason, findings } = rowOf(traces);
  return { verdict, reason, findings: findings.length };
}

const STILL = merged({ host: 'h1' }, { host: 'h1' });
const MOVED = merged({ host: 'h1' }, { host: 'h2' });

/** Two replays of what a trace shows, neither of which shows it. */
function replays(of: Trace): readonly [Trace, Trace] {
  const replay = (): Trace => ({ ...STILL, purpose: { kind: 'replay', finding: rowOf([of]).findings[0]?.id ?? '' } });
  return [replay(), replay()];
}

describe('a member that moved at one write', () => {
  it('is a failure as long as no replay was tried', () => {
    expect(judged([STILL, MOVED])).toMatchObject({ verdict: 'fail', findings: 1 });
  });

  it('decides nothing when writes like it left it alone, before and in the replays', () => {
    expect(judged([STILL, MOVED, ...replays(MOVED)])).toMatchObject({ verdict: 'unknown', findings: 0, reason: expect.stringContaining('host changed at one merge') });
  });

  it('decides nothing either on a resource that has keys of somebody else', () => {
    const { subject } = STILL.slots;
    const shared: Trace = { ...STILL, slots: { subject: { resourceId: subject?.resourceId ?? '', foreignKeys: 1 } } };
    expect(judged([STILL, MOVED, shared, ...replays(MOVED)])).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining('host changed at one merge') });
  });

  it('is a failure when the first such write moved it: for good, so that no replay can show it', () => {
    expect(judged([MOVED, STILL, ...replays(MOVED)])).toMatchObject({ verdict: 'fail' });
  });

  it('is a failure when a replay shows it again', () => {
    const [first, second] = replays(MOVED);
    expect(judged([STILL, MOVED, first, { ...MOVED, purpose: second.purpose }])).toMatchObject({ verdict: 'fail' });
  });

  it('is a failure when many plans show it', () => {
    expect(judged([STILL, MOVED, STILL, MOVED, MOVED, ...replays(MOVED)])).toMatchObject({ verdict: 'fail' });
  });

  it('is a failure when it holds what was written, or bears the name that was', () => {
    for (const sent of [{ host: 'other' }, { a: 'h2' }, { h2: 'v' }]) {
      const told = merged({ host: 'h1' }, { host: 'h2' }, { kind: 'explore' }, sent);
      expect(judged([STILL, told, ...replays(told)])).toMatchObject({ verdict: 'fail' });
    }
  });

  it('passes over what was seen to move by itself', () => {
    const restless = traceOf(server)
      .send({ method: 'GET', path: '/servers/{id}' }, { status: 200, body: { server: { host: 'h3', metadata: {} } } })
      .send({ method: 'GET', path: '/servers/{id}' }, { status: 200, body: { server: { host: 'h4', metadata: {} } } }).end();
    expect(judged([STILL, MOVED, restless])).toMatchObject({ findings: 0 });
    expect(judged([STILL, MOVED, restless]).reason).not.toContain('host');
  });
});
