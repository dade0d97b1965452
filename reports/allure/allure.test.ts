import { expect, test } from 'vitest';
import { aReport, aRow } from '../compare/compare-sample.fixture.ts';
import { hostileReport } from '../page/hostile-report.fixture.ts';
import { pageSample } from '../page/page-sample.fixture.ts';
import type { ReportVerdict } from '../report.ts';
import { adjustResult, type AllureResult } from './adjust-result.ts';
import { allureConfig } from './allure-config.ts';
import { allureFacts } from './allure-facts.ts';
import { withoutAnalytics } from './without-analytics.ts';

const RESULT: AllureResult = { name: 'x', status: 'passed', labels: [{ name: 'epic', value: 'server' }, { name: 'host', value: 'my-laptop' }], statusDetails: { message: 'said', trace: 'said' } };

test.each([['pass', 'passed'], ['fail', 'failed'], ['unknown', 'broken'], ['waived', 'failed'], ['not-applicable', 'skipped']] as const)('a verdict %s is %s in Allure', (verdict, status) => {
  const given = verdict === 'fail' || verdict === 'unknown' ? { ...RESULT, status: 'broken' } : RESULT;
  expect(adjustResult(given, aRow(verdict), 'cloud').status).toBe(status);
});

test('a verdict is remembered under one name from run to run, each target for itself, and names no machine', () => {
  const [one, again, other] = [adjustResult({ ...RESULT, fullName: 'there' }, aRow('pass'), 'a'), adjustResult({ ...RESULT, fullName: 'here' }, aRow('fail'), 'a'), adjustResult(RESULT, aRow('pass'), 'b')];
  expect(one.historyId).toBe(again.historyId);
  expect(one.historyId).not.toBe(other.historyId);
  expect(JSON.stringify(one)).not.toContain('my-laptop');
});

test('labels say contract, effects, invariant and level', () => {
  const value = (row: ReportVerdict, label: string): readonly string[] => allureFacts(row).labels.filter(({ name }) => name === label).map((each) => each.value);
  const row = aRow('pass', { needed: ['merge/plain', 'replace/plain', 'merge/packed'] });
  expect(['epic', 'feature', 'story', 'severity'].map((label) => value(row, label))).toEqual([['server'], ['merge', 'replace'], ['merge-keeps-other-keys'], ['critical']]);
  expect(value({ ...row, level: 'observation' }, 'severity')).toEqual(['minor']);
});

test('a failure has plan, exchanges and ladder attached, a race its calls', async () => {
  const rows = (await pageSample()).verdicts.filter(({ verdict }) => verdict === 'fail');
  const names = rows.flatMap((row) => allureFacts(row).attachments.map(({ name }) => name.split(':')[0]));
  expect(new Set(names)).toEqual(new Set(['plan', 'exchanges', 'ladder', 'race']));
  const ladder = rows.flatMap((row) => allureFacts(row).attachments).find(({ name }) => name.startsWith('ladder'));
  expect(ladder?.text).toMatch(/"a" +"1" +· +· +lost/);
});

test('sources stand in the description, those with an address are links', () => {
  const facts = allureFacts(aRow('pass', { sources: [{ document: 'openstack-server-metadata-merge', lines: '13-17' }] }));
  expect(facts.description).toContain('openstack-server-metadata-merge, line 13-17');
  expect(facts.links.every(({ url }) => /^https?:/.test(url))).toBe(true);
});

test('what a target says is no markup in a description', () => {
  for (const row of hostileReport().verdicts) expect(allureFacts(row).description).not.toMatch(/[<\u0000\u202e]/);
});

test('waivers with a ticket are known issues, one for each ticket; the others are accepted', () => {
  const waived = (invariant: string, waiver: string): ReportVerdict => aRow('waived', { invariant, waiver });
  const { resolutions } = allureConfig(aReport([waived('a.b', 'https://bugs.example/view/77 until 2027'), waived('c', 'see https://bugs.example/view/77'), waived('d', 'by mail'), aRow('fail')]));
  expect(resolutions.links).toEqual({ 'waiver bugs.example': { urlTemplate: 'https://bugs.example/view/%s', nameTemplate: '%s' } });
  expect(resolutions.rules).toMatchObject([{ resolution: 'issue', issue: { id: '77', type: 'waiver bugs.example' } }, { resolution: 'accepted', comment: 'by mail' }]);
  const [ticket] = resolutions.rules;
  const message = (row: ReportVerdict): string => adjustResult(RESULT, row, 't').statusDetails?.message ?? '';
  const matched = [waived('a.b', 'x'), waived('c', 'y'), waived('d', 'z'), waived('aXb', 'x')].map((row) => new RegExp(ticket!.messageRegexp).test(message(row)));
  expect(matched).toEqual([true, true, false, false]);
});

test('the scripts of the statistics service go, the report stays', () => {
  const own = `<script>${'x'.repeat(3000)} googletagmanager gtag dataLayer</script>`;
  const page = `<head><script async src="https://www.googletagmanager.com/gtag/js?id=G"></script>\n<script>window.dataLayer = [];function gtag(){}</script></head>${own}`;
  expect(withoutAnalytics(page)).toBe(`<head></head>${own}`);
});
