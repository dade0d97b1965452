import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { hostileReport } from '../page/hostile-report.fixture.ts';
import type { Report, ReportVerdict } from '../report.ts';
import { aFinding, aReport, aRow, LATER } from './compare-sample.fixture.ts';
import { compareReports } from './compare-reports.ts';
import type { Change } from './comparison.ts';
import { comparisonPage } from './comparison-page.ts';
import { comparisonSummary } from './comparison-summary.ts';
import { comparisonTable } from './comparison-table.ts';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'comparison.schema.json'), 'utf8')) as object;
const isComparison = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

function changeOf(before: ReportVerdict | null, after: ReportVerdict | null): Change | undefined {
  return compareReports(aReport(before === null ? [] : [before]), aReport(after === null ? [] : [after], LATER)).verdicts[0]?.change;
}

describe('what became of a verdict', () => {
  const [pass, fail, unknown, waived, none] = [aRow('pass'), aRow('fail'), aRow('unknown'), aRow('waived'), aRow('not-applicable')];
  const table: readonly (readonly [ReportVerdict | null, ReportVerdict | null, Change])[] = [
    [pass, pass, 'unchanged'], [pass, fail, 'regressed'], [pass, unknown, 'undecided'], [pass, waived, 'waived'], [pass, none, 'gone'], [pass, null, 'gone'],
    [fail, pass, 'fixed'], [fail, fail, 'still-failing'], [fail, unknown, 'undecided'], [fail, waived, 'still-failing'], [fail, none, 'gone'], [fail, null, 'gone'],
    [unknown, pass, 'undecided'], [unknown, unknown, 'undecided'], [unknown, waived, 'waived'], [unknown, none, 'gone'],
    [waived, pass, 'fixed'], [waived, fail, 'still-failing'], [waived, unknown, 'undecided'], [waived, waived, 'still-failing'],
    [none, none, 'unchanged'], [none, pass, 'new'], [none, fail, 'new'], [null, fail, 'new'], [null, none, 'unchanged'], [null, waived, 'new'],
  ];
  test.each(table.map(([before, after, change]) => [before?.verdict ?? 'absent', after?.verdict ?? 'absent', change, before, after] as const))('%s, then %s: %s', (_was, _is, change, before, after) => {
    expect(changeOf(before, after)).toBe(change);
  });

  test('what was not decided regressed all the same where the very cell was tried and held', () => {
    expect(changeOf(aRow('unknown', { exercised: { 'merge/plain': 1 } }), fail)).toBe('regressed');
    expect(changeOf(aRow('unknown', { exercised: { 'replace/plain': 1 } }), fail)).toBe('undecided');
  });

  test('what was broken in one way and is broken in another that was tried and held has regressed', () => {
    const replaceToo = aRow('fail', { findings: [...fail.findings, aFinding({ id: 'ffffffffffff', effect: 'replace', class: 'plain' })] });
    expect(changeOf(fail, replaceToo)).toBe('regressed');
    expect(changeOf({ ...fail, exercised: { 'merge/plain': 1 } }, replaceToo)).toBe('still-failing');
    expect(changeOf(fail, { ...replaceToo, findings: replaceToo.findings.map((each) => (each.effect === 'replace' ? { ...each, groupedUnder: fail.findings[0]!.id } : each)) })).toBe('still-failing');
  });

  test('findings are told apart by their ids, and a row whose cause stands elsewhere says so and comes later', () => {
    const cause = aRow('fail', { invariant: 'z-cause' });
    const echo = aRow('fail', { invariant: 'a-echo', findings: [aFinding({ id: 'eeeeeeeeeeee', groupedUnder: cause.findings[0]!.id })] });
    const { verdicts } = compareReports(aReport([aRow('pass', { invariant: 'a-echo' }), aRow('pass', { invariant: 'z-cause' })]), aReport([echo, cause], LATER));
    expect(verdicts.map(({ invariant, change, after }) => [invariant, change, after?.isConsequence])).toEqual([['z-cause', 'regressed', false], ['a-echo', 'regressed', true]]);
    expect(verdicts[0]?.appeared.map(({ id }) => id)).toEqual([cause.findings[0]!.id]);
  });
});

describe('the dialect', () => {
  const dialectOf = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) => compareReports(aReport([], {}, before), aReport([], LATER, after)).dialect;

  test('another status is a change, the same one is none', () => {
    expect(dialectOf({ 'status/merge/map:beyond-quota': '403', quota: '128' }, { 'status/merge/map:beyond-quota': '413', quota: '128' })).toMatchObject({ changed: [{ id: 'status/merge/map:beyond-quota', before: '403', after: '413' }], same: 1 });
  });

  test('a class that is refused now is told with its status, once', () => {
    expect(dialectOf({ 'accepts/merge/key:astral': 'accepted' }, { 'accepts/merge/key:astral': 'refused', 'status/merge/key:astral': '400' }))
      .toMatchObject({ changed: [{ id: 'accepts/merge/key:astral', before: 'accepted', after: 'refused with 400' }], onlyBefore: [], onlyAfter: [] });
  });

  test('what one run only came to see is no change', () => {
    expect(dialectOf({ 'accepts/a/b': 'accepted' }, { 'accepts/c/d': 'refused' })).toMatchObject({ changed: [], onlyBefore: [{ id: 'accepts/a/b' }], onlyAfter: [{ id: 'accepts/c/d' }] });
  });

  test('a departure that comes is a change; that its words differ is none', () => {
    expect(dialectOf({ 'departs/i/merge/plain': '"a" lost' }, { 'departs/i/merge/plain': '"b" lost', 'departs/i/merge/x': 'y' }).changed).toMatchObject([{ id: 'departs/i/merge/x', before: 'not seen', after: 'seen' }]);
  });
});

describe('runs that were held to other promises', () => {
  const base = aReport([aRow('pass')]);
  const others: readonly (readonly [string, Partial<Report>, RegExp])[] = [
    ['another profile', { run: { ...base.run, profile: 'documented' } }, /other profile: .*de-facto.*documented/],
    ['another contract file', { contracts: [{ ...base.contracts[0]!, sha256: 'ff' }] }, /other contracts: server changed/],
    ['a contract more', { contracts: [...base.contracts, { id: 'image', sha256: '1', documents: [] }] }, /image was tried in the second run only/],
    ['a contract less', { contracts: [] }, /server was tried in the first run only/],
  ];
  test.each(others)('%s: refused by name, compared when told to', (_name, changes, message) => {
    const after = { ...base, ...changes };
    expect(() => compareReports(base, after)).toThrow(expect.objectContaining({ code: 'NOT_COMPARABLE', message: expect.stringMatching(message) }));
    expect(() => compareReports(base, after)).toThrow(/--anyway/);
    expect(compareReports(base, after, { anyway: true }).obstacles.join()).toMatch(message);
  });

  test('another kind of target, a run that is not complete, the wrong order: notes', () => {
    const after = aReport([], { ...LATER, target: { ...base.target, kind: 'reference' } });
    expect(compareReports(base, after).notes).toEqual(['other kind of target: remote, then reference']);
    expect(compareReports(after, { ...base, run: { ...base.run, complete: false, stoppedBy: 'request-budget' } }).notes.join()).toMatch(/older than the first.*second run is not complete \(request budget\)/);
    expect(compareReports(base, base).notes).toEqual(['both are the same run']);
  });
});

test('every comparison fits the published schema', () => {
  const hostile = hostileReport();
  for (const comparison of [compareReports(aReport([aRow('pass')], {}, { quota: '1' }), aReport([aRow('fail')], LATER, { quota: '2' })), compareReports(hostile, aReport([]), { anyway: true })]) {
    expect(isComparison(JSON.parse(JSON.stringify(comparison))), JSON.stringify(isComparison.errors?.[0])).toBe(true);
  }
});

test('no text of a target is more than text, on the terminal, in Markdown and on the page', () => {
  const hostile = hostileReport();
  const comparison = compareReports(aReport([]), hostile, { anyway: true });
  expect(comparison.counts.new).toBeGreaterThan(0);
  expect(comparisonTable(comparison, [], { color: false })).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u2028\u202e]/);
  const markdown = comparisonSummary(comparison);
  expect(markdown).not.toMatch(/<(?!\/?code>)|[\u0000-\u0009\u000b-\u001f\u2028\u202e]/);
  expect(comparisonPage(comparison)).not.toMatch(/<img|<script>/);
});
