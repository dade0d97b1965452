/** Judge a whole recording: a pure function, the same at the end of a run and in `rejudge`. */
import type { Contract } from '../contracts/contract.ts';
import { levelOf, sourcesOf } from '../contracts/level.ts';
import { planSize } from '../generators/plan-size.ts';
import type { Trace } from '../targets/trace.ts';
import { whyBarren } from './barren-plans.ts';
import { missingFor, type LaneFacts } from './cell-availability.ts';
import { withForeignOfAll } from './foreign-over-run.ts';
import { foundLimit } from './found-limit.ts';
import { groupTrace, ranks } from './group-findings.ts';
import { hindrancesOf, type Hindrances, whyNotExercised } from './hindrances.ts';
import { applies, judgeTrace, type TraceJudgement } from './judge-trace.ts';
import { VERDICTS, type Cell, type IdentifiedFinding, type Invariant, type Learnt, type Profile, type VerdictKind } from './judgement.ts';
import { learnFrom } from './learn.ts';
import { observe } from './observations.ts';
import type { Recording } from './recording.ts';
import type { InvariantVerdict, ReportedFinding, RunVerdict } from './verdict.ts';
import { NOTHING_ACCEPTED } from './waivers.ts';
import { applyWaivers } from './waivers-apply.ts';
import { isWaiverFailure, type JudgedRow, waiverStandings } from './waivers-standing.ts';

interface Judged {
  readonly trace: Trace;
  readonly judgement: TraceJudgement;
}

/** The traces of one contract, with what they teach together. */
interface Lesson {
  readonly contract: Contract;
  readonly traces: readonly Trace[];
  readonly learnt: Learnt;
}

function lessonsOf(recording: Recording, contracts: readonly Contract[]): ReadonlyMap<string, Lesson> {
  return new Map(contracts.map((contract) => {
    const traces = recording.traces.filter((trace) => trace.contract === contract.id);
    return [contract.id, { contract, traces, learnt: learnFrom(traces, contract) }];
  }));
}

function judgeAll(recording: Recording, lessons: ReadonlyMap<string, Lesson>, invariants: readonly Invariant[]): readonly Judged[] {
  return recording.traces.flatMap((trace) => {
    const lesson = lessons.get(trace.contract);
    return lesson === undefined ? [] : [{ trace, judgement: judgeTrace(trace, lesson.contract, invariants, recording.header.profile, lesson.learnt) }];
  });
}

function traceSize(trace: Trace): number {
  return planSize(trace.plan) + trace.exchanges.length / 1000;
}

interface Sighting {
  readonly finding: IdentifiedFinding;
  readonly trace: Trace;
  readonly groupedUnder: string | null;
}

function sightings(judged: readonly Judged[], invariants: readonly Invariant[]): ReadonlyMap<string, readonly Sighting[]> {
  const rank = ranks(invariants);
  const found = new Map<string, Sighting[]>();
  for (const { trace, judgement } of judged) {
    const groups = groupTrace(judgement.findings, rank);
    for (const finding of judgement.findings) {
      const known = found.get(finding.id) ?? [];
      known.push({ finding, trace, groupedUnder: groups.get(finding.id) ?? null });
      found.set(finding.id, known);
    }
  }
  return found;
}

function replaysOf(id: string, judged: readonly Judged[]): ReportedFinding['reproduced'] {
  const replays = judged.filter(({ trace }) => trace.purpose.kind === 'replay' && trace.purpose.finding === id);
  if (replays.length === 0) return null;
  return { times: replays.filter(({ judgement }) => judgement.findings.some((finding) => finding.id === id)).length, of: replays.length };
}

/** The finding that unpacked says what a packed map only hints at. */
function unpacked(finding: IdentifiedFinding, all: ReadonlyMap<string, readonly Sighting[]>): string | null {
  if (finding.class !== 'packed') return null;
  for (const [id, [first]] of all) {
    const other = first?.finding;
    if (other !== undefined && other.class !== 'packed' && other.contract === finding.contract && other.invariant === finding.invariant && other.statusKind === finding.statusKind && other.effect === finding.effect) return id;
  }
  return null;
}

/** Invariants about what one request after the other does to the map: where they fail, races fail too. */
const SEQUENTIAL: ReadonlySet<string> = new Set([
  'sent-keys-are-stored', 'values-are-stored-exactly', 'merge-keeps-other-keys', 'replace-removes-absent-keys', 'upsert-changes-one-key', 'remove-removes-the-key', 'remove-keeps-other-keys', 'writes-are-visible-at-once',
]);

/** The finding that makes this one no news: the same for plain requests, or the same effect failing without any race. */
function generalOf(finding: IdentifiedFinding, all: ReadonlyMap<string, readonly Sighting[]>): string | null {
  const isRace = finding.class.startsWith('race:') || finding.class === 'concurrent';
  for (const [id, [first]] of all) {
    const other = first?.finding;
    if (other === undefined || id === finding.id || other.contract !== finding.contract || other.level !== finding.level) continue;
    const isCause = other.effect === finding.effect || finding.effect === 'read';
    if (isRace && isCause && finding.class !== 'race:quota' && SEQUENTIAL.has(other.invariant) && !other.class.startsWith('race:')) return id;
    if (!isRace && finding.class !== 'plain' && other.class === 'plain' && other.effect === finding.effect && other.invariant === finding.invariant && other.statusKind === finding.statusKind) return id;
  }
  return null;
}

function reportFinding(id: string, seen: readonly Sighting[], judged: readonly Judged[], all: ReadonlyMap<string, readonly Sighting[]>): ReportedFinding | null {
  const smallest = seen.toSorted((a, b) => traceSize(a.trace) - traceSize(b.trace))[0];
  if (smallest === undefined) return null;
  return { ...smallest.finding, trace: smallest.trace, reproduced: replaysOf(id, judged), groupedUnder: smallest.groupedUnder ?? unpacked(smallest.finding, all) ?? generalOf(smallest.finding, all) };
}

function countCells(invariant: string, contract: string, judged: readonly Judged[]): ReadonlyMap<Cell, number> {
  const counts = new Map<Cell, number>();
  for (const { trace, judgement } of judged) {
    if (trace.contract !== contract) continue;
    for (const cell of judgement.exercised.find((each) => each.invariant === invariant)?.cells ?? []) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return counts;
}

interface Reach {
  readonly needed: readonly Cell[];
  readonly missing: readonly Cell[];
  readonly unavailable: readonly string[];
}

function laneFactsOf({ header, traces }: Recording, contract: Contract): LaneFacts | undefined {
  const lane = header.lanes.find((each) => each.contract === contract.id);
  if (lane === undefined) return undefined;
  const isOpen = lane.maxItems === null && contract.quota.maxItems !== null;
  return { ...lane, foundLimit: isOpen ? foundLimit(traces.filter((trace) => trace.contract === contract.id), contract) : null };
}

function reachOf(invariant: Invariant, contract: Contract, lane: LaneFacts | undefined, counts: ReadonlyMap<Cell, number>): Reach {
  const all = [...new Set(invariant.needs(contract))];
  const lacks = all.map((cell) => ({ cell, lack: lane === undefined ? 'a resource' : missingFor(cell, lane, contract) }));
  const needed = lacks.filter(({ lack }) => lack === null).map(({ cell }) => cell);
  return { needed, missing: needed.filter((cell) => !counts.has(cell)), unavailable: [...new Set(lacks.flatMap(({ lack }) => (lack === null ? [] : [lack])))] };
}

/** Somebody else's traffic was not made to try anything: it is judged by what it holds, and what it does not hold is said. */
function reachOfForeign(reach: Reach, counts: ReadonlyMap<Cell, number>): Reach {
  const unavailable = reach.needed.length > 0 ? [`requests that the recording does not hold: ${reach.needed.join(', ')}`] : [];
  return { needed: [...counts.keys()], missing: [], unavailable: [...reach.unavailable, ...unavailable] };
}

/** Cells named in a reason: what follows them must still be read. `needed` and `exercised` tell all. */
const MOST_CELLS = 8;

function listed(cells: readonly Cell[]): string {
  return cells.length <= MOST_CELLS ? cells.join(', ') : `${cells.slice(0, MOST_CELLS).join(', ')} and ${cells.length - MOST_CELLS} more`;
}

/** Of findings that no replay showed again: why each is no proof, by its id. Those that stand are left out. */
function doubtsOf(invariant: Invariant, findings: readonly ReportedFinding[], judged: readonly Judged[], { contract, traces, learnt }: Lesson): ReadonlyMap<string, string> {
  return new Map(findings.flatMap((finding): [string, string][] => {
    if (finding.reproduced === null || finding.reproduced.times > 0) return [];
    const sightings = judged.filter(({ judgement }) => judgement.findings.some(({ id }) => id === finding.id)).map(({ trace }) => trace);
    const doubt = invariant.doubts?.({ finding, replays: finding.reproduced.of, sightings, traces, contract, learnt }) ?? null;
    return doubt === null ? [] : [[finding.id, doubt]];
  }));
}

function verdictOf(findings: readonly ReportedFinding[], doubts: readonly string[], reach: Reach, undecided: readonly string[], why: string): { verdict: VerdictKind; reason: string } {
  if (findings.length > 0) return { verdict: 'fail', reason: '' };
  if (doubts.length > 0) return { verdict: 'unknown', reason: doubts.join('; ') };
  if (reach.needed.length === 0) return { verdict: 'not-applicable', reason: `needs ${reach.unavailable.join(' and ')}` };
  if (reach.missing.length > 0) return { verdict: 'unknown', reason: `not exercised: ${listed(reach.missing)}${why}` };
  if (undecided.length > 0) return { verdict: 'unknown', reason: undecided[0] ?? '' };
  return { verdict: 'pass', reason: '' };
}

const STOPPED: Readonly<Record<Exclude<NonNullable<Recording['end']>['stoppedBy'], null>, string>> = {
  'crash': 'the run crashed',
  'interrupt': 'the run was interrupted',
  'lost-target': 'the target was lost',
  'request-budget': 'the request budget ended the run',
  'time-budget': 'the time budget ended the run',
};

/** What ended the run for a contract; where its target went on to answer, which answer could not be understood. */
function stoppedBy(stopped: keyof typeof STOPPED, recording: Recording, contract: Contract): string {
  const last = recording.traces.findLast((trace) => trace.contract === contract.id);
  const why = last === undefined || stopped !== 'lost-target' ? null : whyBarren(last);
  return why === null ? STOPPED[stopped] : `no plan could begin any more: ${why}`;
}

function stoppedReason(recording: Recording, contract: Contract): string {
  if (recording.header.readOnly === true) return ' (--read-only: nothing was written)';
  if (recording.end === null) return ' (the run was killed)';
  return recording.end.stoppedBy === null ? '' : ` (${stoppedBy(recording.end.stoppedBy, recording, contract)})`;
}

function judgeInvariant(invariant: Invariant, lesson: Lesson, recording: Recording, judged: readonly Judged[], findings: readonly ReportedFinding[], hindrances: Hindrances): JudgedRow {
  const { contract } = lesson;
  const profile: Profile = recording.header.profile;
  const counts = countCells(invariant.id, contract.id, judged);
  const lane = laneFactsOf(recording, contract);
  const needs = reachOf(invariant, contract, lane, counts);
  const reach = recording.header.target.kind === 'recorded' ? reachOfForeign(needs, counts) : needs;
  const own = findings.filter((finding) => finding.contract === contract.id && finding.invariant === invariant.id);
  const doubts = doubtsOf(invariant, own.filter((finding) => finding.level === 'must'), judged, lesson);
  const musts = own.filter((finding) => finding.level === 'must' && !doubts.has(finding.id));
  const undecided = judged.filter(({ trace }) => trace.contract === contract.id).flatMap(({ judgement }) => judgement.undecided.filter((each) => each.invariant === invariant.id).map(({ why }) => why));
  const constraints = invariant.restsOn(contract).filter((id) => contract.constraints.has(id));
  const level = constraints.length === 0 || constraints.some((id) => levelOf(contract, id, profile) === 'must') ? 'must' : 'observation';
  const { verdict, reason } = verdictOf(musts, [...doubts.values()], reach, undecided, whyNotExercised(reach.missing, hindrances) + stoppedReason(recording, contract));
  const row: InvariantVerdict = {
    contract: contract.id, invariant: invariant.id, claim: invariant.claim, level, sources: sourcesOf(contract, constraints), verdict, reason,
    note: verdict === 'pass' ? (invariant.note?.(recording.traces.filter((trace) => trace.contract === contract.id), contract) ?? '') : '',
    exercised: Object.fromEntries(reach.needed.flatMap((cell) => (counts.has(cell) ? [[cell, counts.get(cell) ?? 0]] : []))),
    needed: reach.needed, missing: reach.missing, waiver: null, findings: musts,
  };
  return { row, counts, isUndecided: undecided.length + doubts.size > 0, findings: own };
}

/** Judge a recording. Contracts that it names and that are not given are left out: the caller has to compare ids and hashes first. */
export function judgeRun(recorded: Recording, contracts: readonly Contract[], invariants: readonly Invariant[]): RunVerdict {
  const named = recorded.header.contracts.flatMap(({ id }) => contracts.filter((contract) => contract.id === id));
  const recording: Recording = { ...recorded, traces: withForeignOfAll(recorded.traces, new Map(named.map((contract) => [contract.id, contract]))) };
  const selected = select(invariants, recording.header.only);
  const lessons = lessonsOf(recording, named);
  const judged = judgeAll(recording, lessons, selected);
  const all = sightings(judged, selected);
  const findings = [...all].flatMap(([id, seen]) => reportFinding(id, seen, judged, all) ?? []);
  const rows = [...lessons.values()].flatMap((lesson) => {
    const hindrances = hindrancesOf(lesson.traces, lesson.contract);
    return selected.filter((invariant) => applies(invariant, lesson.contract)).map((invariant) => judgeInvariant(invariant, lesson, recording, judged, findings, hindrances));
  });
  const { accepted = NOTHING_ACCEPTED, startedAt } = recording.header;
  const verdicts = rows.map(({ row }) => applyWaivers(row, findings, accepted, startedAt));
  const waivers = waiverStandings(rows, recording.header);
  const counts = Object.fromEntries(VERDICTS.map((kind) => [kind, verdicts.filter((each) => each.verdict === kind).length])) as Record<VerdictKind, number>;
  return { verdict: wholeVerdict(counts, waivers.some(({ state }) => isWaiverFailure(state))), counts, verdicts, observations: observe(recording, named, findings), ...(waivers.length === 0 ? {} : { waivers }) };
}

function wholeVerdict(counts: Readonly<Record<VerdictKind, number>>, hasWaiverFailure: boolean): RunVerdict['verdict'] {
  if (counts.fail > 0 || hasWaiverFailure) return 'fail';
  return counts.unknown > 0 || counts.pass + counts.waived === 0 ? 'unknown' : 'pass';
}

/** The invariants that a run was limited to; ids of contracts in the list limit nothing here. */
export function select(invariants: readonly Invariant[], only: readonly string[] | null): readonly Invariant[] {
  const chosen = invariants.filter((invariant) => only?.includes(invariant.id) ?? true);
  return chosen.length > 0 ? chosen : invariants;
}
