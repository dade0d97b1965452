import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import type { PactVerification, VerifiedInteraction } from '../../specs/pact/pact-verification.ts';
import { countPacts } from '../../specs/pact/pact-verification.ts';
import type { Exchange } from '../../targets/trace.ts';
import { closingLines, pactLines } from './pact-text.ts';
import { pactSection } from './pact-section.ts';
import { reportPact } from './report-pact.ts';

const exchange: Exchange = {
  id: 3, role: 'step', stepIndex: 0, slot: 'subject', caller: 'owner', route: '/v2.1', trouble: null, calledAtMs: 1, returnedAtMs: 2,
  request: { method: 'POST', path: '/v2.1/servers/1/metadata', headers: [['host', 'cloud:1'], ['x-auth-token', '[redacted]']], body: { text: '{}' } }, response: { status: 200, headers: [], body: { text: '<script>alert(1)</script>' } },
};

function interaction(more: Partial<VerifiedInteraction>): VerifiedInteraction {
  return { description: 'a <b>merge</b>', kind: 'effect', states: [{ name: 'a server with metadata', params: { metadata: { a: '1' } } }], verdict: 'pass', reason: '', mismatches: [], exchange: null, ...more };
}

const failing = interaction({ verdict: 'fail', description: 'a\u001b[31m merge', exchange, mismatches: [{ type: 'BodyMismatch', at: '$.metadata', expected: '{}', actual: '{"a":1}', message: 'Expected {} to be something' }] });
const interactions = [interaction({}), failing, interaction({ verdict: 'unknown', reason: 'no answer' }), interaction({ verdict: 'not-applicable', reason: 'needs a lock' }), interaction({ verdict: 'not-applicable', reason: 'needs a lock' })];
const pact = { consumer: 'c', provider: 'p', from: 'f.json', contract: 'server', ownerIsAdmin: false, interactions };
const verification: PactVerification = {
  startedAt: '2026-01-01T00:00:00.000Z', durationMs: 1500, library: 'library 1', summary: countPacts([pact]), requests: 7, pacts: [pact], trouble: [], restoration: { touched: 2, restored: 1, leftovers: 0, problems: ['one is not'] },
};

test('the sums, and a vacuous pass is not a pass', () => {
  expect(countPacts([pact])).toEqual({ verdict: 'fail', pass: 1, fail: 1, unknown: 1, notApplicable: 2 });
  expect(countPacts([{ interactions: interactions.slice(2) }]).verdict).toBe('unknown');
  expect(countPacts([{ interactions: interactions.slice(3) }]).verdict).toBe('unknown');
  expect(countPacts([{ interactions: interactions.slice(0, 1) }]).verdict).toBe('pass');
});

test('the page shows what failed and why, as text', () => {
  const html = renderToString(h('div', null, pactSection(reportPact(verification, 'http://cloud:1/v2.1'))));
  expect(html).toContain('Expected {} to be something');
  expect(html).toContain('a &lt;b>merge&lt;/b>');
  expect(html).not.toContain('<script>alert');
  expect(html).toContain('curl -sS');
  expect(html.match(/data-verdict="/g)).toHaveLength(interactions.length);
});

test('the terminal shows it, too, and nothing that a target could do to a terminal', () => {
  const text = [...pactLines(pact), ...closingLines(verification, ['report.json'])].join('\n');
  expect(text).toContain('c -> p (server): 1 pass, 1 fail, 1 unknown, 2 not applicable');
  expect(text).toContain('$.metadata: Expected {} to be something');
  expect(text).toContain('not applicable (2): needs a lock');
  expect(text).toMatch(/1 of 2 resources restored\n {2}one is not\nreport\.json/);
  expect(text).not.toContain('\u001b');
});
