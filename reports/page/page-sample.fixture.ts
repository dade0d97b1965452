/** A report for the tests of the page: two judged traces on a real contract (a merge that loses a key, a race that loses a write), and a row of each verdict. */
import { findContracts } from '../../contracts/find-contracts.ts';
import { findInvariants } from '../../specs/invariants.ts';
import { judgeRun } from '../../specs/judge-run.ts';
import type { Recording } from '../../specs/recording.ts';
import { traceOf } from '../../specs/trace-fixture.ts';
import type { Trace } from '../../targets/trace.ts';
import { makeReport } from '../make-report.ts';
import type { Report } from '../report.ts';
import { sampleRecording, sampleVerdict } from '../sample-run.fixture.ts';

const PATH = '/servers/{id}/metadata';
export const CONTRACT = findContracts([]).find(({ id }) => id === 'server')!;

/** POST stores `b` and loses `a`. */
export function losingMerge(): Trace {
  return traceOf(CONTRACT).reads({ a: '1', c: '3' }, 'subject', 'start')
    .send({ method: 'POST', path: PATH, body: { metadata: { b: '2', c: '4' } } }, { status: 200, body: { metadata: { a: '1', b: '2', c: '4' } } })
    .reads({ b: '2', c: '4' }).end();
}

/** Two merges side by side, both acknowledged; the read that follows shows one of them. */
export function losingRace(): Trace {
  const merge = (key: string, branch: number, interval: readonly [number, number]) => [
    { method: 'POST', path: PATH, body: { metadata: { [key]: 'x' } }, branch, interval }, { status: 200, body: { metadata: { [key]: 'x' } } }] as const;
  const trace = traceOf(CONTRACT).reads({}, 'subject', 'start').send(...merge('lost', 0, [3, 9])).send(...merge('won', 1, [4, 10])).reads({ won: 'x' }).end();
  return { ...trace, exchanges: trace.exchanges.map((each) => (each.role === 'start' ? { ...each, stepIndex: -1 } : each)) };
}

/** The report of both traces. */
export async function pageSample(): Promise<Report> {
  const recording: Recording = { ...sampleRecording, traces: [losingMerge(), losingRace()] };
  const judged = judgeRun(recording, [CONTRACT], await findInvariants());
  const others = sampleVerdict.verdicts.filter(({ verdict }) => verdict !== 'fail');
  const verdicts = [...judged.verdicts, ...others];
  const counts = { pass: 0, fail: 0, unknown: 0, 'not-applicable': 0, waived: 0 };
  for (const { verdict } of verdicts) counts[verdict] += 1;
  return makeReport(recording, { ...judged, verdicts, counts, observations: sampleVerdict.observations }, [CONTRACT]);
}
