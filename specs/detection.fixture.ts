/** What the engine finds on a reference cloud with one defect: the measure behind the kill matrix and the test of detection. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract, ContractId } from '../contracts/contract.ts';
import type { Plan, Step } from '../generators/plan.ts';
import { openTarget } from '../targets/open-target.ts';
import { startReferenceCloud, type ReferenceCloud } from '../targets/reference/cloud.ts';
import type { Fault } from '../targets/reference/fault.ts';
import { Secret } from '../targets/secret.ts';
import type { TargetConfig, TokenSource } from '../targets/target-config.ts';
import type { Trace } from '../targets/trace.ts';
import { resourcesOf } from './embedded-cloud.ts';
import { runEngine } from './engine.ts';
import { judgeRun } from './judge-run.ts';
import { judgeTrace } from './judge-trace.ts';
import type { IdentifiedFinding, Invariant, Profile } from './judgement.ts';
import type { Recording } from './recording.ts';
import type { ReportedFinding } from './verdict.ts';

/** The default of `--budget-requests`. */
const REQUESTS_PER_CONTRACT = 600;
const TIMEOUT_MS = 30_000;

/** Every `of`-th of some, from the `at`-th on. */
export interface Part {
  readonly of: number;
  readonly at: number;
}

export interface DetectOptions {
  /** All there are; those the fault concerns are tried. */
  readonly contracts: readonly Contract[];
  readonly invariants: readonly Invariant[];
  readonly seed: number;
  readonly profile: Profile;
  /** Try one contract after the other, stop at the first finding of an expected invariant (of any where none is named), and do not shrink. */
  readonly first: boolean;
  /** With `first`: the only invariant whose finding stops the run. */
  readonly until?: string;
  /** Of the contracts that the fault concerns every so many-th only, beginning with this one; at least one. */
  readonly part?: Part;
  /** Requests per contract, default 600, that of a run. */
  readonly budgetRequests?: number;
  /** Hears of each trace of exploring as it ends; with it nothing is shrunk. */
  readonly onTrace?: (trace: Trace) => void;
}

/** The first sighting of a must finding. */
export interface Hit {
  readonly contract: ContractId;
  readonly invariant: string;
  readonly class: string;
  /** Requests of that contract's plans, set-up included, up to the answer that shows it; authentication and pre-flight are not counted. */
  readonly requests: number;
}

/** The smallest plan that showed a finding. */
export interface SmallestPlan {
  readonly contract: ContractId;
  readonly invariant: string;
  /** Steps, those of concurrent branches counted one by one; of a race those that its minimised history keeps. */
  readonly steps: number;
}

export interface Detection {
  /** In order of sighting, one for each finding. */
  readonly hits: readonly Hit[];
  /** Contracts that were tried, with the requests of their plans. */
  readonly spent: Readonly<Record<ContractId, number>>;
  /** Null when nothing was found or nothing was shrunk. */
  readonly smallest: SmallestPlan | null;
  readonly durationMs: number;
}

/** The contracts on which a fault can show, in the order they are tried. */
export function concerned(contracts: readonly Contract[], fault: Fault | null): readonly Contract[] {
  return contracts.filter(({ id }) => fault?.contracts?.includes(id) ?? true).toSorted((one, other) => rank(one) - rank(other));
}

function partOf(contracts: readonly Contract[], { of, at }: Part): readonly Contract[] {
  const part = contracts.filter((_, index) => index % of === at % of);
  return part.length === 0 ? contracts.slice(0, 1) : part;
}

/** Servers first: the contract with most effects, and the one most faults were taken from. */
function rank({ id }: Contract): number {
  return id === 'server' ? 0 : 1;
}

function token(id: string): TokenSource {
  return { get: () => Promise.resolve(new Secret(id)) };
}

function targetConfig(cloud: ReferenceCloud, contracts: readonly Contract[], journalDir: string): TargetConfig {
  const { owner, admin, reader, stranger } = cloud.tokens;
  return {
    kind: 'reference', name: 'reference cloud', endpoints: cloud.endpoints, contracts, resources: resourcesOf(cloud), sacrificial: true,
    tokens: { owner: token(owner), admin: token(admin), reader: token(reader), stranger: token(stranger) },
    timeoutMs: TIMEOUT_MS, journalDir, runId: 'detection',
  };
}

/** Whether a finding of this invariant is what a run was waiting for. */
function isEnough(fault: Fault | null, invariant: string, until: string | undefined): boolean {
  if (until !== undefined) return invariant === until;
  return fault === null || fault.expected.length === 0 || fault.expected.includes(invariant);
}

/** One run of the engine; `hits` and `spent` grow while it goes on. */
async function run(fault: Fault | null, contracts: readonly Contract[], options: DetectOptions, hits: Hit[], spent: Record<string, number>): Promise<Recording> {
  const journalDir = await mkdtemp(join(tmpdir(), 'metaconform-'));
  const cloud = await startReferenceCloud({ contracts: options.contracts, faults: fault === null ? [] : [fault] });
  const stop = new AbortController();
  const enough = (invariant: string): boolean => options.first && isEnough(fault, invariant, options.until);
  const seen = new Set<string>();
  const note = (trace: Trace): void => {
    const contract = contracts.find(({ id }) => id === trace.contract);
    const before = spent[trace.contract] ?? 0;
    spent[trace.contract] = before + trace.exchanges.length;
    if (contract !== undefined) sight(judgeTrace(trace, contract, options.invariants, options.profile).findings, before);
    options.onTrace?.(trace);
  };
  const sight = (findings: readonly IdentifiedFinding[], before: number): void => {
    for (const { id, contract, invariant, class: cls, level, exchanges } of findings) {
      if (level !== 'must' || seen.has(id)) continue;
      seen.add(id);
      hits.push({ contract, invariant, class: cls, requests: before + Math.max(...exchanges, 0) + 1 });
      if (enough(invariant)) stop.abort();
    }
  };
  try {
    const named = contracts.map(({ id }) => id);
    const config = targetConfig(cloud, contracts, journalDir);
    return await runEngine({
      target: await openTarget({ ...config, resources: config.resources.filter(({ kind }) => named.includes(kind)) }),
      invariants: options.invariants, seed: options.seed, profile: options.profile, only: null, budgetRequests: options.budgetRequests ?? REQUESTS_PER_CONTRACT, budgetTimeS: null,
      header: { tool: { name: 'metaconform', version: '0' }, id: 'detection', startedAt: new Date().toISOString(), argv: [], labels: {} },
      documentHashes: new Map(), signal: stop.signal, shrinks: options.onTrace === undefined,
      sink: (line) => {
        if (line.type === 'trace' && line.trace.purpose.kind === 'explore') note(line.trace);
      },
    });
  } finally {
    await cloud.close();
    await rm(journalDir, { recursive: true, force: true });
  }
}

/** How many steps a plan has, those of concurrent branches counted one by one. */
export function countSteps({ steps }: Pick<Plan, 'steps'>): number {
  const count = (step: Step): number => (step.op === 'concurrent' ? step.branches.flat().reduce((sum, each) => sum + count(each), 0) : 1);
  return steps.reduce((sum, step) => sum + count(step), 0);
}

/** A race is made small on its history, not by trying smaller ones: the requests that its finding speaks of are what is left of it. */
function stepsOf({ class: cls, exchanges, trace }: ReportedFinding): number {
  return cls.startsWith('race:') ? exchanges.filter((id) => trace.exchanges[id]?.role === 'step').length : countSteps(trace.plan);
}

/** The smallest plan among the findings of expected invariants, or of any where none of those found something. */
function smallestPlan(recording: Recording, fault: Fault | null, options: DetectOptions): SmallestPlan | null {
  const findings = judgeRun(recording, options.contracts, options.invariants).verdicts.flatMap((verdict) => verdict.findings);
  const wanted = findings.filter(({ invariant }) => fault?.expected.includes(invariant) ?? false);
  const plans = (wanted.length > 0 ? wanted : findings).map((finding) => ({ contract: finding.contract, invariant: finding.invariant, steps: stepsOf(finding) }));
  return plans.toSorted((one, other) => one.steps - other.steps)[0] ?? null;
}

/** Run the engine with default settings, in this process, on a reference cloud with one fault, or on a faultless one. */
export async function detect(fault: Fault | null, options: DetectOptions): Promise<Detection> {
  const startedAt = performance.now();
  const hits: Hit[] = [];
  const spent: Record<string, number> = {};
  const all = concerned(options.contracts, fault);
  const contracts = options.part === undefined ? all : partOf(all, options.part);
  let smallest: SmallestPlan | null = null;
  // What is legal is run to the end, so all contracts go side by side.
  if (options.first && fault !== null && fault.kind === 'tolerated') {
    await run(fault, contracts, { ...options, onTrace: options.onTrace ?? (() => {}) }, hits, spent);
  } else if (options.first) {
    for (const contract of contracts) {
      await run(fault, [contract], options, hits, spent);
      if (hits.some(({ invariant }) => isEnough(fault, invariant, options.until))) break;
    }
  } else {
    smallest = smallestPlan(await run(fault, contracts, options, hits, spent), fault, options);
  }
  return { hits, spent, smallest, durationMs: Math.round(performance.now() - startedAt) };
}
