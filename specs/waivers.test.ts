import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell } from './judgement.ts';
import type { RunHeader } from './recording.ts';
import type { InvariantVerdict, ReportedFinding } from './verdict.ts';
import { isExpired, NOTHING_ACCEPTED, speaksOf, type Waiver } from './waivers.ts';
import { applyWaivers } from './waivers-apply.ts';
import { waiverStandings, type JudgedRow, type WaiverState } from './waivers-standing.ts';

const AT = '2026-06-15T12:00:00.000Z';

function aWaiver(changes: Partial<Waiver> = {}): Waiver {
  return { invariant: 'merge-keeps-other-keys', contract: 'server', class: 'plain', reason: 'known', expiry: '2026-12-31', ...changes };
}

function aFinding(changes: Partial<ReportedFinding> = {}): ReportedFinding {
  const trace = {} as ReportedFinding['trace'];
  return { id: 'aaaaaaaaaaaa', contract: 'server', invariant: 'merge-keeps-other-keys', level: 'must', effect: 'merge', class: 'plain', constraint: null, expected: '', actual: '', exchanges: [], statusKind: '2xx', trace, reproduced: null, groupedUnder: null, ...changes };
}

function aRow(findings: readonly ReportedFinding[], changes: Partial<InvariantVerdict> = {}): InvariantVerdict {
  return {
    contract: 'server', invariant: 'merge-keeps-other-keys', claim: '', level: 'must', sources: [], verdict: findings.length > 0 ? 'fail' : 'pass', reason: '', note: '', exercised: {}, needed: ['merge/plain'], missing: [], waiver: null, findings, ...changes,
  };
}

describe('what a waiver speaks of', () => {
  test.each([
    [{}, true], [{ class: '*' }, true], [{ effect: 'merge' }, true],
    [{ class: 'key:dots' }, false], [{ effect: 'replace' }, false], [{ contract: 'image' }, false], [{ invariant: 'no-server-errors' }, false],
  ] as const)('%j: %s', (changes, expected) => {
    expect(speaksOf(aWaiver(changes), aFinding())).toBe(expected);
  });

  test('its last day counts to its end, in UTC, wherever the run began', () => {
    expect(isExpired(aWaiver({ expiry: '2026-06-15' }), '2026-06-15T23:59:59.999Z')).toBe(false);
    expect(isExpired(aWaiver({ expiry: '2026-06-15' }), '2026-06-16T00:00:00.000Z')).toBe(true);
    expect(isExpired(aWaiver({ expiry: '2026-06-15' }), '2026-06-16T01:00:00.000+02:00')).toBe(false);
  });
});

describe('a verdict after the waivers', () => {
  const other = aFinding({ id: 'bbbbbbbbbbbb', class: 'key:dots' });

  test('is waived when each of its findings is', () => {
    const row = aRow([aFinding(), other]);
    const waivers = [aWaiver({ reason: 'one', link: 'https://bugs.example/7' }), aWaiver({ class: 'key:dots', reason: 'two' })];
    expect(applyWaivers(row, row.findings, { waivers, baseline: null }, AT)).toMatchObject({ verdict: 'waived', reason: 'one; two', waiver: 'one (https://bugs.example/7), until 2026-12-31; two, until 2026-12-31' });
  });

  test('fails as before when one is not, and says which are', () => {
    const row = aRow([aFinding(), other]);
    const after = applyWaivers(row, row.findings, { waivers: [aWaiver()], baseline: null }, AT);
    expect(after).toMatchObject({ verdict: 'fail', waiver: null });
    expect(after.findings.map(({ waiver }) => waiver)).toEqual(['known, until 2026-12-31', undefined]);
  });

  test('is not waived by an expired waiver', () => {
    const row = aRow([aFinding()]);
    expect(applyWaivers(row, row.findings, { waivers: [aWaiver({ expiry: '2026-06-14' })], baseline: null }, AT).verdict).toBe('fail');
  });

  test('a finding is waived with the one of its invariant that it is grouped under, and not with one of another', () => {
    const grouped = aFinding({ id: 'bbbbbbbbbbbb', class: 'key:dots', groupedUnder: 'aaaaaaaaaaaa' });
    const row = aRow([grouped]);
    expect(applyWaivers(row, [aFinding(), grouped], { waivers: [aWaiver()], baseline: null }, AT).verdict).toBe('waived');
    const stranger = aFinding({ invariant: 'no-server-errors' });
    expect(applyWaivers(row, [stranger, grouped], { waivers: [aWaiver({ invariant: 'no-server-errors' })], baseline: null }, AT).verdict).toBe('fail');
  });

  test('a race goes with what fails without any race', () => {
    const race = aFinding({ id: 'cccccccccccc', invariant: 'acknowledged-writes-survive-races', class: 'race:lost', groupedUnder: 'aaaaaaaaaaaa' });
    expect(applyWaivers(aRow([race]), [aFinding(), race], { waivers: [], baseline: { run: 'r', findings: ['aaaaaaaaaaaa'] } }, AT).verdict).toBe('waived');
  });

  test('findings grouped in a ring end', () => {
    const ring = [aFinding({ groupedUnder: 'bbbbbbbbbbbb' }), aFinding({ id: 'bbbbbbbbbbbb', groupedUnder: 'aaaaaaaaaaaa' })];
    expect(applyWaivers(aRow(ring), ring, NOTHING_ACCEPTED, AT).verdict).toBe('fail');
  });

  test('against a baseline only what is new fails', () => {
    const baseline = { run: 'run-1', findings: ['aaaaaaaaaaaa'] };
    const known = aRow([aFinding()]);
    expect(applyWaivers(known, known.findings, { waivers: [], baseline }, AT)).toMatchObject({ verdict: 'waived', reason: 'baseline', waiver: 'found in the run run-1 already' });
    const both = aRow([aFinding(), other]);
    expect(applyWaivers(both, both.findings, { waivers: [], baseline }, AT).verdict).toBe('fail');
  });

  test('one that does not fail stays as it is, whatever is accepted', () => {
    fc.assert(fc.property(fc.constantFrom('pass', 'unknown', 'not-applicable'), (verdict) => {
      const row = aRow([], { verdict });
      expect(applyWaivers(row, [], { waivers: [aWaiver({ class: '*' })], baseline: { run: 'r', findings: ['x'] } }, AT)).toBe(row);
    }));
  });
});

describe('what becomes of a waiver', () => {
  function headerWith(waiver: Waiver, only: RunHeader['only'] = null): RunHeader {
    return { startedAt: AT, only, contracts: [{ id: 'server', sha256: '', documents: [] }], accepted: { waivers: [waiver], baseline: null } } as unknown as RunHeader;
  }

  function standing(waiver: Waiver, judged: Partial<JudgedRow> | null, only: RunHeader['only'] = null): WaiverState | undefined {
    const row: JudgedRow = { row: aRow([]), counts: new Map<Cell, number>([['merge/plain', 3]]), isUndecided: false, findings: [], ...judged };
    return waiverStandings(judged === null ? [] : [row], headerWith(waiver, only))[0]?.state;
  }

  test.each<[string, WaiverState, Partial<Waiver>, Partial<JudgedRow> | null]>([
    ['what it speaks of was found', 'applied', {}, { findings: [aFinding()] }],
    ['it was found, though only as an observation', 'applied', {}, { findings: [aFinding({ level: 'observation' })] }],
    ['its cell was exercised and passed', 'stale', {}, {}],
    ['its cell passed while another class is found', 'stale', {}, { findings: [aFinding({ class: 'key:dots' })], row: aRow([aFinding({ class: 'key:dots' })]) }],
    ['its cell passed, while others of the invariant were not reached', 'stale', {}, { row: aRow([], { verdict: 'unknown' }) }],
    ['its cell was not exercised', 'idle', {}, { counts: new Map([['merge/key:dots', 1]]) }],
    ['its cell was exercised, but only by another effect', 'idle', { effect: 'replace' }, { row: aRow([], { verdict: 'unknown' }) }],
    ['a trace could not be decided', 'idle', {}, { isUndecided: true }],
    ['every class was exercised and passed', 'stale', { class: '*' }, {}],
    ['every class, and not all cells were reached', 'idle', { class: '*' }, { row: aRow([], { verdict: 'unknown' }) }],
    ['its class is no cell, and the invariant passed', 'stale', { class: 'packed' }, {}],
    ['its class is no cell, and the invariant is unknown', 'idle', { class: 'packed' }, { row: aRow([], { verdict: 'unknown' }) }],
    ['it is intermittent and was not seen', 'idle', { intermittent: true }, {}],
    ['its day is over, though it was found', 'expired', { expiry: '2026-06-14' }, { findings: [aFinding()] }],
    ['its day is over, though nothing was tried', 'expired', { expiry: '2026-06-14' }, null],
    ['its contract was not tried', 'idle', { contract: 'image' }, null],
    ['its invariant has nothing to say about the contract', 'stale', {}, null],
  ])('%s: %s', (_, expected, waiver, judged) => {
    expect(standing(aWaiver(waiver), judged)).toBe(expected);
  });

  test('an invariant that --only leaves out says nothing', () => {
    expect(standing(aWaiver(), null, ['no-server-errors'])).toBe('idle');
  });
});
