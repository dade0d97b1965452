import type { Contract, ContractId } from '../contracts/contract.ts';
import type { Recording } from '../specs/recording.ts';
import type { InvariantVerdict, ReportedFinding, RunVerdict } from '../specs/verdict.ts';
import { curlLine } from './curl.ts';
import { exitCodeOf } from './exit-code.ts';
import { ladderOf } from './ladder.ts';
import { reportPact } from './pact/report-pact.ts';
import { raceOf } from './race.ts';
import { replayLine } from './replay-line.ts';
import type { Trace } from '../targets/trace.ts';
import type { Report, RequestsSpent, ReportFinding, ReportRun, ReportSummary, ReportVerdict } from './report.ts';

const NOTHING_SAID = { touched: 0, restored: 0, leftovers: 0, problems: ['the run was killed before it could restore or say so: metaconform keeps a journal of what it touched'] } as const;

/** What the requests of each contract were for: budgets bind exploring and races; reaching start states and confirming findings count apart. */
function requestsSpent({ header, traces }: Recording): Readonly<Record<ContractId, RequestsSpent>> {
  const own = (contract: ContractId, isCounted: (trace: Trace) => boolean, isSetUp: boolean): number => traces
    .filter((trace) => trace.contract === contract && isCounted(trace))
    .reduce((sum, trace) => sum + trace.exchanges.filter(({ role }) => (role === 'start') === isSetUp).length, 0);
  const explores = ({ purpose }: Trace): boolean => purpose.kind === 'explore';
  return Object.fromEntries(header.contracts.map(({ id }) => [id, {
    exploring: own(id, (trace) => explores(trace) && trace.plan.family !== 'concurrency', false),
    races: own(id, (trace) => explores(trace) && trace.plan.family === 'concurrency', false),
    setUp: own(id, explores, true),
    confirming: own(id, (trace) => !explores(trace), false) + own(id, (trace) => !explores(trace), true),
  }]));
}

function reportRun(recording: Recording, verdict: RunVerdict): ReportRun {
  const { header, end, traces } = recording;
  const spent = requestsSpent(recording);
  return {
    id: header.id,
    startedAt: header.startedAt,
    durationMs: end?.durationMs ?? 0,
    seed: header.seed,
    profile: header.profile,
    argv: header.argv,
    complete: end?.complete ?? false,
    stoppedBy: end === null ? 'crash' : end.stoppedBy,
    exitCode: exitCodeOf(overall(recording, verdict), end),
    plans: traces.length,
    requests: end?.requests.total ?? traces.reduce((sum, trace) => sum + trace.exchanges.length, 0),
    requestsByContract: Object.fromEntries(Object.entries(spent).map(([contract, { exploring, races }]) => [contract, exploring + races])),
    requestsSpent: spent,
    labels: header.labels,
  };
}

/** The verdict of the whole: pacts count beside the invariants, and alone where there are no invariants. */
function overall({ pact }: Recording, { verdict, verdicts }: RunVerdict): RunVerdict['verdict'] {
  const all = [...(pact === undefined || verdicts.length > 0 ? [verdict] : []), ...(pact === undefined ? [] : [pact.summary.verdict])];
  return (['fail', 'unknown'] as const).find((each) => all.includes(each)) ?? 'pass';
}

function summary(recording: Recording, verdict: RunVerdict): ReportSummary {
  const { counts } = verdict;
  return { verdict: overall(recording, verdict), pass: counts.pass, fail: counts.fail, unknown: counts.unknown, notApplicable: counts['not-applicable'], waived: counts.waived };
}

/** A contract that knows plain members beside its owner is one that an administrator writes to. */
function isWrittenByAdmin(recording: Recording, contract: ContractId): boolean {
  return recording.header.lanes.some((lane) => lane.contract === contract && lane.callers.includes('member'));
}

function evidence({ trace, exchanges }: ReportedFinding, contract: Contract | undefined): Pick<ReportFinding, 'ladder' | 'race'> {
  const [offending] = exchanges;
  if (contract === undefined || offending === undefined) return { ladder: [], race: null };
  const race = raceOf(trace, contract, exchanges);
  return { ladder: race === null ? ladderOf(trace, contract, offending) : [], race };
}

function reportFinding(finding: ReportedFinding, recording: Recording, contract: Contract | undefined): ReportFinding {
  const { id, effect, expected, actual, trace, reproduced, groupedUnder } = finding;
  const offending = trace.exchanges.find((exchange) => exchange.id === finding.exchanges[0]);
  const context = { endpoint: recording.header.target.endpoint, ownerIsAdmin: isWrittenByAdmin(recording, trace.contract) };
  return {
    id, effect, class: finding.class, expected, actual,
    plan: trace.plan,
    ...(trace.missedStarts === undefined ? {} : { missedStarts: trace.missedStarts }),
    exchanges: trace.exchanges,
    proof: finding.exchanges,
    ...evidence(finding, contract),
    curl: offending === undefined ? '' : curlLine(offending, context),
    replay: replayLine(id),
    reproduced, groupedUnder,
    ...(finding.waiver === undefined ? {} : { waiver: finding.waiver }),
  };
}

function reportVerdict(row: InvariantVerdict, recording: Recording, promise: Contract | undefined): ReportVerdict {
  const { contract, invariant, level, claim, sources, verdict, reason, note, exercised, needed, waiver } = row;
  return {
    contract, invariant, level, claim, sources, verdict, reason, note, exercised, needed, waiver,
    findings: row.findings.map((finding) => reportFinding(finding, recording, promise)),
  };
}

/**
 * What `report.json` holds: a pure function of a recording and of what judging it gave. No clock, no environment, no order of files.
 * @param contracts those the recording was judged by; without its contract a finding has neither ladder nor race.
 */
export function makeReport(recording: Recording, verdict: RunVerdict, contracts: readonly Contract[] = []): Report {
  const { header, end } = recording;
  return {
    schemaVersion: 1,
    tool: header.tool,
    run: reportRun(recording, verdict),
    target: header.target,
    contracts: header.contracts,
    notApplicable: header.notApplicable,
    summary: summary(recording, verdict),
    verdicts: verdict.verdicts.map((row) => reportVerdict(row, recording, contracts.find(({ id }) => id === row.contract))),
    observations: verdict.observations,
    trouble: end?.trouble ?? [],
    restoration: end?.restoration ?? NOTHING_SAID,
    ...(recording.pact === undefined ? {} : { pact: reportPact(recording.pact, header.target.endpoint) }),
    ...(verdict.waivers === undefined ? {} : { waivers: verdict.waivers.map(({ waiver, state, message }) => ({ ...waiver, state, message })) }),
  };
}
