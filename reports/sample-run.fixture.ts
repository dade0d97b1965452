/** A small hand-made run for the tests of this folder and of cli/: one contract, one of each verdict, one finding. */
import type { Plan } from '../generators/plan.ts';
import type { Recording, RunHeader } from '../specs/recording.ts';
import type { InvariantVerdict, ReportedFinding, RunVerdict } from '../specs/verdict.ts';
import type { Exchange, Trace } from '../targets/trace.ts';

const PATH = '/v2.1/servers/11111111-2222-4333-8444-555555555555/metadata';

/** An exchange in which everything but what is named is plain. */
export function sampleExchange(changes: Partial<Exchange> = {}): Exchange {
  return {
    id: 0, role: 'step', stepIndex: 0, slot: 'subject', caller: 'owner', route: '/v2.1',
    request: { method: 'POST', path: PATH, headers: [['x-auth-token', '[redacted]'], ['content-type', 'application/json']], body: { text: '{"metadata":{"b":"2"}}' } },
    response: { status: 200, headers: [['content-type', 'application/json']], body: { text: '{"metadata":{"b":"2"}}' } },
    trouble: null, calledAtMs: 1, returnedAtMs: 4,
    ...changes,
  };
}

export const samplePlan: Plan = {
  contract: 'server', family: 'history', index: 0, listed: true, title: 'merge a new key', hazardous: false,
  start: { subject: [['a', '1']] },
  steps: [{ op: 'merge', slot: 'subject', entries: [['b', '2']] }],
};

export const sampleTrace: Trace = {
  contract: 'server', plan: samplePlan, purpose: { kind: 'explore' },
  slots: { subject: { resourceId: '11111111-2222-4333-8444-555555555555', foreignKeys: 0 } },
  facts: { mainRoute: '/v2.1', prefixes: [{ prefix: '/v2.1', route: '/v2.1', projectId: null }], maxItems: 128, maxItemsAnnounced: true, microversion: null, maxMicroversion: null },
  exchanges: [sampleExchange(), sampleExchange({ id: 1, role: 'after', request: { method: 'GET', path: PATH, headers: [], body: null }, calledAtMs: 5, returnedAtMs: 7 })],
  cutShort: null,
};

export const sampleHeader: RunHeader = {
  type: 'run', schemaVersion: 1, tool: { name: 'metaconform', version: '0.1.0' }, id: 'run-1', startedAt: '2026-01-02T03:04:05.000Z', seed: 7, profile: 'de-facto',
  argv: ['run', '--seed', '7'], labels: { stage: 'before' },
  target: { name: 'sample', endpoint: 'http://127.0.0.1:8774', kind: 'remote', release: null, microversions: { compute: { min: '2.1', max: '2.96' } }, cloud: null, observedAt: '2026-01-02T03:04:05.000Z' },
  contracts: [{ id: 'server', sha256: '00', documents: [{ id: 'nova-api', sha256: null }] }],
  notApplicable: [{ contract: 'volume', reason: 'needs --resource volume=ID' }],
  lanes: [{ contract: 'server', slots: ['subject'], callers: ['owner'], sacrificial: true, routes: ['/v2.1'], views: ['map', 'item', 'resource'], maxItems: 128, maxMicroversion: null }],
  only: null,
};

export const sampleRecording: Recording = {
  header: sampleHeader,
  traces: [sampleTrace],
  end: {
    type: 'end', durationMs: 1234, complete: true, stoppedBy: null, requests: { total: 9, byContract: { server: 7 }, preflight: 1, restore: 1 }, trouble: [],
    restoration: { touched: 1, restored: 1, leftovers: 0, problems: [] },
  },
};

export const sampleFinding: ReportedFinding = {
  id: '0123456789ab', contract: 'server', invariant: 'merge-keeps-untouched-keys', level: 'must', effect: 'merge', class: 'map:create',
  constraint: '/paths/~1servers~1{server_id}~1metadata/post/x-effect', expected: 'key "a" still holds "1"', actual: 'key "a" is gone', exchanges: [0, 1], statusKind: '2xx',
  trace: sampleTrace, reproduced: { times: 2, of: 2 }, groupedUnder: null,
};

function row(changes: Partial<InvariantVerdict> & Pick<InvariantVerdict, 'invariant' | 'verdict'>): InvariantVerdict {
  return {
    contract: 'server', claim: `The claim of ${changes.invariant}.`, level: 'must', sources: [{ document: 'nova-api', lines: '46-48' }], reason: '', note: '',
    exercised: { 'merge/map:create': 3 }, needed: ['merge/map:create'], missing: [], waiver: null, findings: [], ...changes,
  };
}

export const sampleVerdict: RunVerdict = {
  verdict: 'fail',
  counts: { pass: 1, fail: 1, unknown: 1, 'not-applicable': 1, waived: 1 },
  verdicts: [
    row({ invariant: 'delete-is-final', verdict: 'pass' }),
    row({ invariant: 'merge-keeps-untouched-keys', verdict: 'fail', findings: [sampleFinding] }),
    row({ invariant: 'read-is-stable', verdict: 'unknown', reason: 'never exercised: read/map:many', exercised: {}, needed: ['read/map:many'], missing: ['read/map:many'] }),
    row({ invariant: 'strangers-are-kept-out', verdict: 'not-applicable', reason: 'needs --stranger-token', exercised: {}, needed: [] }),
    row({ invariant: 'values-are-kept', verdict: 'waived', reason: 'known to the vendor', waiver: 'ticket 7, until 2027-01-01' }),
  ],
  observations: [{ contract: 'server', id: 'over-quota-status', claim: 'What a write over the quota answers', outcome: '403', sources: [] }],
};
