import { expect, test } from 'vitest';
import { VERDICTS } from '../../specs/judgement.ts';
import { makeReport } from '../make-report.ts';
import type { Report, ReportFinding } from '../report.ts';
import { sampleRecording, sampleVerdict } from '../sample-run.fixture.ts';
import { hostileReport } from './hostile-report.fixture.ts';
import { pageSample } from './page-sample.fixture.ts';
import { reportPage } from './report-page.ts';

const sample = await pageSample();
const page = reportPage(sample);
const plain = reportPage(makeReport(sampleRecording, sampleVerdict));

test('whatever comes from a target stays text', () => {
  const hostile = reportPage(hostileReport());
  expect(hostile).not.toMatch(/<img|<iframe|<object|<link|\u202e|\u0000|\u001b/);
  expect(hostile.match(/<script/g)).toHaveLength(page.match(/<script/g)!.length);
  expect(hostile).toContain('&lt;script>alert(1)&lt;/script>');
  expect(hostile).toContain('\\u{202e}');
});

test('the page needs nothing from elsewhere, and its policy lets nothing in', () => {
  expect(plain).not.toMatch(/\b(src|href)="(?!#)|@import|url\(/);
  expect(plain).toMatch(/Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^"]+'; base-uri 'none'; form-action 'none'"/);
});

test('the page says the verdict in words, all five counts, and the evidence of a finding', () => {
  const texts = ['sample breaks what its API promises: 1 passed, 1 failed, 1 unknown, 1 not applicable, 1 waived', 'needs --stranger-token', 'nova-api, line 46-48', 'key &quot;a&quot; is gone',
    '1. merge { &quot;b&quot;: &quot;2&quot; }', '$OS_TOKEN', 'metaconform replay 0123456789ab', 'over the quota', 'needs --resource volume=ID', '2 of 2 replays', 'metaconform run --seed 7'];
  for (const text of texts) expect(plain).toContain(text);
});

test('every verdict has a shape of its own beside its word', () => {
  const shapes = VERDICTS.map((kind) => new RegExp(`<symbol id="mark-${kind}"[^>]*>(.*?)</symbol>`).exec(page)?.[1]);
  expect(new Set(shapes).size).toBe(VERDICTS.length);
  expect(shapes).not.toContain(undefined);
});

test('a ladder names what became of each key, and a race marks the lost write and the impossible read', () => {
  for (const text of ['State ladder', 'Before (read #0)', 'After (read #2)', '</span> lost', '</span> written', 'LOST WRITE: merge { &quot;lost&quot;', 'IMPOSSIBLE: FITS NO ORDER: sees no &quot;lost&quot;', 'Before the race the map held']) expect(page).toContain(text);
});

test('every link inside the page leads somewhere, and no anchor is taken twice', () => {
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  const targets = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
  expect(targets.length).toBeGreaterThan(20);
  expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('findings of one cause are folded under the one that says it best, also where their groups form a chain or a ring', () => {
  const finding = sample.verdicts.flatMap((row) => row.findings)[0]!;
  const of = (id: string, groupedUnder: string | null): ReportFinding => ({ ...finding, id, groupedUnder });
  const withFindings = (findings: readonly ReportFinding[]): Report => ({ ...sample, verdicts: [{ ...sample.verdicts[0]!, verdict: 'fail', findings }] });
  const shown = (findings: readonly ReportFinding[]): readonly (readonly [string, string])[] => [...reportPage(withFindings(findings)).matchAll(/<(article|details) class="(?:finding|further)[^"]*" id="finding-([^"]+)"/g)].map(([, tag, id]) => [tag!, id!] as const);
  expect(shown([of('a', null), of('b', 'a'), of('c', 'b')])).toEqual([['article', 'a'], ['details', 'b'], ['details', 'c']]);
  expect(shown([of('a', 'gone')])).toEqual([['article', 'a']]);
  expect(shown([of('a', 'b'), of('b', 'a')]).map(([, id]) => id).toSorted()).toEqual(['a', 'b']);
});

test('a run with twenty findings of long bodies stays below one megabyte', () => {
  const [row] = sample.verdicts.filter(({ findings }) => findings.length > 0);
  const long = 'x'.repeat(60_000);
  const findings = Array.from({ length: 20 }, (_, index): ReportFinding => {
    const finding = row!.findings[0]!;
    const exchanges = Array.from({ length: 60 }, (_each, id) => ({ ...finding.exchanges[0]!, id, request: { ...finding.exchanges[0]!.request, body: { text: long } }, response: { status: 200, headers: [], body: { text: long } } }));
    return { ...finding, id: String(index).padStart(12, '0'), groupedUnder: null, exchanges, proof: [3, 2, 4] };
  });
  const verdicts = ['aggregate', 'ecs', 'image', 'server', 'volume'].flatMap((contract) => sample.verdicts.map((each) => ({ ...each, contract, findings: contract === 'server' && each === row ? findings : [] })));
  const observations = Array.from({ length: 1000 }, (_, index) => ({ contract: ['ecs', 'server'][index % 2]!, id: `status/merge/${index >> 1}`, claim: `the status that merge refuses class ${index >> 1} with`, outcome: '400', sources: [] }));
  expect(Buffer.byteLength(reportPage({ ...sample, verdicts, observations }))).toBeLessThan(1_000_000);
});
