/** The dialect of a target: what it does where nothing obliges it. Observed on the enumerated list only, so that two runs agree whatever their seeds. */
import type { Contract } from '../contracts/contract.ts';
import { sourcesOf } from '../contracts/level.ts';
import type { Trace } from '../targets/trace.ts';
import { requestClass } from './reading/seen-classes.ts';
import { observeHeaders, observeHolding, observeOrder, type Note } from './observed-answers.ts';
import { mustRefuse, readTrace, type Seen } from './reading/trace-reading.ts';
import type { Recording } from './recording.ts';
import type { Observation, ReportedFinding } from './verdict.ts';

function observeFreedom(seen: Seen, cls: string, note: Note): void {
  if (seen.flaws.length === 0 || mustRefuse(seen) || (seen.outcome !== 'accepted' && seen.outcome !== 'refused')) return;
  note(`accepts/${seen.ask.effect}/${cls}`, `whether ${seen.ask.effect} takes ${cls}`, seen.outcome, seen.flaws[0]?.constraint ?? null);
}

function observeRefusal(seen: Seen, cls: string, note: Note): void {
  if (seen.outcome !== 'refused' || seen.flaws.length === 0) return;
  note(`status/${seen.ask.effect}/${cls}`, `the status that ${seen.ask.effect} refuses ${cls} with`, String(seen.exchange.response?.status), null);
}

function observeEnvelope(seen: Seen, note: Note): void {
  if (seen.outcome !== 'refused') return;
  const fault = seen.body.kind === 'json' && typeof seen.body.value === 'object' && seen.body.value !== null ? Object.values(seen.body.value)[0] : undefined;
  const shaped = typeof fault === 'object' && fault !== null && 'code' in fault && 'message' in fault;
  note(`fault/${seen.exchange.response?.status}`, `the body of a refusal with status ${seen.exchange.response?.status}`, shaped ? 'fault with code and message' : seen.body.kind === 'json' ? 'other JSON' : seen.body.kind, null);
}

function observeTrace(trace: Trace, contract: Contract, note: Note): void {
  for (const seen of readTrace(trace, contract).seen) {
    if (seen.concurrent) continue;
    const cls = requestClass(seen, trace, contract);
    observeFreedom(seen, cls, note);
    observeRefusal(seen, cls, note);
    observeEnvelope(seen, note);
    observeHolding(seen, note);
    observeOrder(seen, note);
    observeHeaders(seen, trace, contract, note);
  }
}

function observeContract(recording: Recording, contract: Contract): readonly Observation[] {
  const notes = new Map<string, { claim: string; outcomes: Set<string>; constraint: string | null }>();
  const note: Note = (id, claim, outcome, constraint) => {
    const known = notes.get(id) ?? { claim, outcomes: new Set<string>(), constraint };
    known.outcomes.add(outcome);
    notes.set(id, known);
  };
  const lane = recording.header.lanes.find((each) => each.contract === contract.id);
  if (lane !== undefined) note('quota', 'the item limit that the target announces', lane.maxItems === null ? 'none announced' : String(lane.maxItems), contract.quota.constraint);
  for (const trace of recording.traces) {
    if (trace.contract === contract.id && trace.plan.listed && trace.purpose.kind === 'explore') observeTrace(trace, contract, note);
  }
  return [...notes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, { claim, outcomes, constraint }]) => ({
    contract: contract.id, id, claim, outcome: [...outcomes].sort().join(' or '), sources: constraint !== null && contract.constraints.has(constraint) ? sourcesOf(contract, [constraint]) : [],
  }));
}

/** All observations of a recording, with the findings that are no musts under its profile. */
export function observe(recording: Recording, contracts: readonly Contract[], findings: readonly ReportedFinding[]): readonly Observation[] {
  return contracts.flatMap((contract) => [
    ...observeContract(recording, contract),
    ...findings.filter((finding) => finding.contract === contract.id && finding.level === 'observation').map((finding) => ({
      contract: contract.id, id: `departs/${finding.invariant}/${finding.effect}/${finding.class}`, claim: finding.expected, outcome: finding.actual,
      sources: finding.constraint !== null && contract.constraints.has(finding.constraint) ? sourcesOf(contract, [finding.constraint]) : [],
    })),
  ]);
}
