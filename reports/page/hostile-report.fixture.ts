/** A report in which everything that a target, a user or a document can say tries to be more than text. */
import type { Report } from '../report.ts';
import { makeReport } from '../make-report.ts';
import { sampleFinding, sampleHeader, sampleRecording, sampleTrace, sampleVerdict } from '../sample-run.fixture.ts';
import type { RunVerdict } from '../../specs/verdict.ts';

/** Markup, a script, an end of ours, an entity, direction marks, control characters, a lone surrogate, right-to-left letters. */
export const HOSTILE = `</pre></script></style><script>alert(1)</script>"'\`--><img src=x onerror="document.title='owned'">&amp;\u202e\u2066\u0000\u001b[31m\u2028\ud800\u05d0\u05d1 javascript:alert(2)`;

/** The report. */
export function hostileReport(): Report {
  const trace = {
    ...sampleTrace, plan: { ...sampleTrace.plan, title: HOSTILE, steps: [{ op: 'merge' as const, slot: 'subject' as const, entries: [[HOSTILE, HOSTILE]] as const }] },
    exchanges: sampleTrace.exchanges.map((each) => ({ ...each, request: { ...each.request, path: `/${HOSTILE}`, body: { text: HOSTILE } }, response: { status: 500, headers: [['x-evil', HOSTILE]] as const, body: { text: HOSTILE } } })),
  };
  const finding = { ...sampleFinding, trace, expected: HOSTILE, actual: HOSTILE, class: HOSTILE };
  const verdict: RunVerdict = {
    ...sampleVerdict, observations: [{ contract: HOSTILE, id: '__proto__/x', claim: HOSTILE, outcome: HOSTILE, sources: [] }, { contract: 'b', id: 'constructor', claim: HOSTILE, outcome: HOSTILE, sources: [] }],
    verdicts: sampleVerdict.verdicts.map((row) => ({
      ...row, claim: HOSTILE, reason: HOSTILE, note: HOSTILE, waiver: HOSTILE, contract: HOSTILE, sources: [{ document: HOSTILE, section: HOSTILE }], exercised: { [HOSTILE]: 1 }, findings: row.findings.length > 0 ? [finding] : [],
    })),
  };
  const { end } = sampleRecording;
  const report = makeReport({
    ...sampleRecording, header: { ...sampleHeader, argv: ['run', HOSTILE], labels: { [HOSTILE]: HOSTILE }, notApplicable: [{ contract: HOSTILE, reason: HOSTILE }], target: { ...sampleHeader.target, name: HOSTILE, release: HOSTILE, cloud: HOSTILE } },
    end: { ...end!, trouble: [{ kind: 'timeout', message: HOSTILE }], restoration: { touched: 1, restored: 0, leftovers: 1, problems: [HOSTILE] } },
  }, verdict);
  return { ...report, verdicts: report.verdicts.map((row) => ({ ...row, findings: row.findings.map((each) => ({
    ...each, ladder: [{ slot: 'subject' as const, request: 0, readBefore: null, readAfter: 1, omitted: 1, rows: [{ key: HOSTILE, fate: 'leaked' as const, before: HOSTILE, sent: HOSTILE, after: HOSTILE }] }],
    race: { anomaly: 'lost-update' as const, keys: [HOSTILE], before: HOSTILE, calls: [{ exchange: 0, branch: 0, part: 'culprit' as const, text: HOSTILE, outcome: 'acknowledged' as const }, { exchange: 1, branch: null, part: 'witness' as const, text: HOSTILE, outcome: 'unknown' as const }] },
  })) })) };
}
