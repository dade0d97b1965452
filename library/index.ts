/**
 * library/ answers: what others build on. May import from contracts/, generators/, targets/, specs/ and reports/.
 *
 * This file is `metaconform` itself: contracts, generators, the judge and the types of reports. Importing it starts nothing and loads neither vitest, nor Pact, nor
 * a server; those are behind `metaconform/vitest` and `metaconform/reference-cloud`.
 */
export { findContracts } from '../contracts/find-contracts.ts';
export { loadContract, parseContract } from '../contracts/load-contract.ts';
export { ContractError } from '../contracts/contract-error.ts';
export type { ContractFault, Fault as SchemaFault } from '../contracts/contract-error.ts';
export type {
  Answer, Beyond, Constraint, Contract, ContractId, Effect, Hazards, JsonPointer, JsonSchema, Law, Microversions, Operation, Origin, Quota, Rejection, Scope, SourceRef, StateAction,
  StatePrecondition, StatusSet,
} from '../contracts/contract.ts';

export { validKeys } from '../generators/keys.ts';
export { validValues } from '../generators/values.ts';
export { listedPlans, nearMisses, plans, validMaps } from './arbitraries.ts';
export type { MetadataMap } from './arbitraries.ts';
export type { NearMiss } from '../generators/near-miss.ts';
export type { PlanContext } from '../generators/plan-context.ts';
export type { Caller, Entry, Family, JsonValue, Plan, Route, Slot, Step, Twist } from '../generators/plan.ts';
export type { SendingEffect } from '../generators/steps.ts';

export type { Body, Exchange, ReceivedResponse, Role, SentRequest, SlotBinding, TargetFacts, Trace, Trouble, TroubleKind } from '../targets/trace.ts';

export { findInvariants } from '../specs/invariants.ts';
export { judge } from './judge.ts';
export type { JudgeOptions } from './judge.ts';
export type { TraceJudgement } from '../specs/judge-trace.ts';
export type { Cell, Finding, IdentifiedFinding, Invariant, InvariantId, Judgement, Level, Profile, VerdictKind } from '../specs/judgement.ts';
export { ConfigError } from '../specs/config-error.ts';
export type { ConfigErrorCode } from '../specs/config-error.ts';
export { readTraceFile } from '../specs/trace-file.ts';
export type { Recording, RunEnd, RunHeader } from '../specs/recording.ts';

export { readReport } from '../reports/read-report.ts';
export type { Report, ReportExitCode, ReportFinding, ReportRun, ReportSummary, ReportVerdict, ReportWaiver, RequestsSpent } from '../reports/report.ts';
export type { Fate, LadderRow, LadderRung } from '../reports/ladder.ts';
export type { ReportInteraction, ReportPact, ReportPactFile } from '../reports/pact/report-pact.ts';
export type { PactCounts, PactVerification } from '../specs/pact/pact-verification.ts';
export type { Accepted, Waiver } from '../specs/waivers.ts';
export type { WaiverState } from '../specs/waivers-standing.ts';
export type { RaceCall, ReportRace } from '../reports/race.ts';
export type { Observation } from '../specs/verdict.ts';
export type { NotApplicable, Restoration, TargetDescription, TargetKind } from '../targets/target.ts';
