import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportPage } from './html.ts';
import { html } from './html-text.ts';
import { makeReport } from './make-report.ts';
import { sampleFinding, sampleHeader, sampleRecording, sampleTrace, sampleVerdict } from './sample-run.fixture.ts';
import type { RunVerdict } from '../specs/verdict.ts';

const HOSTILE = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>\u202e\u0000\u001b[31m`;

function hostileReport(): ReturnType<typeof makeReport> {
  const trace = {
    ...sampleTrace, plan: { ...sampleTrace.plan, steps: [{ op: 'merge' as const, slot: 'subject' as const, entries: [[HOSTILE, HOSTILE]] as const }] },
    exchanges: sampleTrace.exchanges.map((each) => ({ ...each, response: { status: 500, headers: [['x-evil', HOSTILE]] as const, body: { text: HOSTILE } } })),
  };
  const finding = { ...sampleFinding, trace, expected: HOSTILE, actual: HOSTILE, class: HOSTILE };
  const verdict: RunVerdict = {
    ...sampleVerdict, observations: [{ contract: HOSTILE, id: 'x', claim: HOSTILE, outcome: HOSTILE, sources: [] }],
    verdicts: sampleVerdict.verdicts.map((row) => ({ ...row, claim: HOSTILE, reason: HOSTILE, contract: HOSTILE, findings: row.findings.length > 0 ? [finding] : [] })),
  };
  return makeReport({ ...sampleRecording, header: { ...sampleHeader, labels: { [HOSTILE]: HOSTILE }, target: { ...sampleHeader.target, name: HOSTILE, release: HOSTILE } } }, verdict);
}

test('whatever comes from a target stays text', () => {
  const page = reportPage(hostileReport());
  expect(page).not.toMatch(/<script|<img|\u202e|\u0000|\u001b/);
  expect(page).toContain('&lt;script&gt;');
  const tags = new Set([...page.matchAll(/<([a-z0-9!]+)/g)].map(([, name]) => name));
  expect([...tags].filter((name) => ['script', 'img', 'iframe', 'object', 'link'].includes(name ?? ''))).toEqual([]);
});

test('no attribute or element can be opened by a value', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    const { markup } = html`<p title="${text}">${text}</p>`;
    expect(markup.slice('<p title="'.length, -'</p>'.length)).not.toMatch(/[<']/);
    expect(markup.match(/"/g)).toHaveLength(2);
    expect(markup.match(/>/g)).toHaveLength(2);
  }));
});

test('the page needs nothing from elsewhere', () => {
  expect(reportPage(makeReport(sampleRecording, sampleVerdict))).not.toMatch(/\b(src|href)="(?!#)|@import|url\(/);
});

test('the page says the verdict in words, all five counts, and the evidence of a finding', () => {
  const page = reportPage(makeReport(sampleRecording, sampleVerdict));
  for (const text of ['sample breaks what its API promises', '1 passed', '1 failed', '1 unknown', '1 not applicable', '1 waived', 'needs --stranger-token', 'nova-api, line 46-48',
    'key &quot;a&quot; is gone', '1. merge { &quot;b&quot;: &quot;2&quot; }', '$OS_TOKEN', 'metaconform replay 0123456789ab', 'over the quota', 'volume: needs --resource volume=ID']) expect(page).toContain(text);
});

test('every link inside the page leads somewhere', () => {
  const page = reportPage(makeReport(sampleRecording, sampleVerdict));
  const ids = new Set([...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
  const targets = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
  expect(targets.length).toBeGreaterThan(0);
  expect(targets.filter((id) => !ids.has(id))).toEqual([]);
});
