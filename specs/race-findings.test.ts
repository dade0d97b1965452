import { expect, test } from 'vitest';
import { findContracts } from '../contracts/find-contracts.ts';
import type { Contract } from '../contracts/contract.ts';
import type { Trace } from '../targets/trace.ts';
import { findInvariants } from './invariants.ts';
import { judgeRun } from './judge-run.ts';
import type { RunHeader } from './recording.ts';
import { traceOf } from './trace-fixture.ts';
import type { ReportedFinding } from './verdict.ts';

const server = findContracts().find(({ id }) => id === 'server') as Contract;
const invariants = await findInvariants();
const MAP = '/servers/{id}/metadata';

const header: RunHeader = {
  type: 'run', schemaVersion: 1, tool: { name: 'metaconform', version: '0' }, id: 'races', startedAt: '2026-01-02T03:04:05.000Z', seed: 1, profile: 'de-facto', argv: [], labels: {}, notApplicable: [], lanes: [], only: null,
  target: { name: 'x', endpoint: 'http://x', kind: 'remote', release: null, microversions: {}, cloud: null, observedAt: '2026-01-02T03:04:05.000Z' }, contracts: [{ id: 'server', sha256: server.sha256, documents: [] }],
};

function losingRace(): Trace {
  const merge = (key: string, branch: number, interval: readonly [number, number]) => [{ method: 'POST', path: MAP, body: { metadata: { [key]: 'x' } }, branch, interval }, { status: 200, body: { metadata: { [key]: 'x' } } }] as const;
  const trace = traceOf(server).reads({}, 'subject', 'start').send(...merge('lost', 0, [3, 9])).send(...merge('won', 1, [4, 10])).reads({ won: 'x' }).end();
  return { ...trace, exchanges: trace.exchanges.map((each) => (each.role === 'start' ? { ...each, stepIndex: -1 } : each)) };
}

function findingsOf(...traces: readonly Trace[]): readonly ReportedFinding[] {
  return judgeRun({ header, traces, end: null }, [server], invariants).verdicts.flatMap(({ findings }) => findings);
}

function raceIn(findings: readonly ReportedFinding[]): ReportedFinding | undefined {
  return findings.find(({ class: cls }) => cls.startsWith('race:'));
}

test('a lost update speaks for itself where requests one after the other lose nothing', () => {
  expect(raceIn(findingsOf(losingRace()))).toMatchObject({ invariant: 'acknowledged-writes-survive-races', groupedUnder: null });
});

test('a lost update steps back, and stays, where the same effect loses keys without any race', () => {
  const merge = { method: 'POST', path: MAP, body: { metadata: { a: '1' } } };
  const findings = findingsOf(traceOf(server).reads({ k: '0' }).send(merge, { status: 200, body: { metadata: { k: '0', a: '1' } } }).reads({ a: '1' }).end(), losingRace());
  expect(raceIn(findings)?.groupedUnder).toBe(findings.find(({ invariant }) => invariant === 'merge-keeps-other-keys')?.id);
});

test('a lost update speaks for itself where another effect is at fault', () => {
  const upsert = { method: 'PUT', path: `${MAP}/a`, body: { meta: { a: '1' } } };
  const findings = findingsOf(traceOf(server).reads({ k: '0' }).send(upsert, { status: 200, body: { meta: { a: '1' } } }).reads({ a: '1' }).end(), losingRace());
  expect(findings.map(({ invariant }) => invariant)).toContain('upsert-changes-one-key');
  expect(raceIn(findings)?.groupedUnder).toBeNull();
});
