/**
 * The engine: plans, performs, judges, shrinks, until every invariant has exercised its cells or the budget ends. It writes each trace to the sink as it comes, so
 * that a run that is killed can still be judged.
 */
import type { Contract } from '../contracts/contract.ts';
import type { Lane, Restoration } from '../targets/target.ts';
import type { Trace, Trouble } from '../targets/trace.ts';
import type { EngineOptions } from './engine-options.ts';
import { exploreLane, partFromLane, readLane, wholeBudget } from './explore-lane.ts';
import { select } from './judge-run.ts';
import { createLedger, type Ledger } from './ledger.ts';
import type { Recording, RunEnd, RunHeader } from './recording.ts';
import { shrinkFindings } from './shrink-findings.ts';
import { shareTime, type TimeShare } from './time-share.ts';

function describeLane(lane: Lane): RunHeader['lanes'][number] {
  return {
    contract: lane.contract.id, slots: lane.slots, callers: lane.callers, sacrificial: lane.sacrificial, maxItems: lane.maxItems, maxMicroversion: lane.maxMicroversion,
    views: viewsOf(lane.contract),
    routes: lane.routes.map((route) => `${route.version}${route.project ? '/{project}' : ''}`),
  };
}

/** What the read operations of a contract show; one that shows the whole resource counts as its view, whatever else it shows. */
function viewsOf(contract: Contract): readonly string[] {
  const reads = contract.operations.filter((operation) => operation.effect === 'read');
  return [...new Set([...reads.map((operation) => operation.on), ...(reads.some((operation) => operation.id === contract.resource.operation) ? ['resource'] : [])])];
}

function headerOf(options: EngineOptions, lanes: readonly Lane[]): RunHeader {
  const contracts = lanes.map(({ contract }) => ({ id: contract.id, sha256: contract.sha256, documents: contract.documents.map((id) => ({ id, sha256: options.documentHashes.get(id) ?? null })) }));
  return {
    type: 'run', schemaVersion: 1, ...options.header, seed: options.seed, profile: options.profile, target: options.target.description, contracts,
    notApplicable: options.target.notApplicable, lanes: lanes.map(describeLane), only: options.only, ...(options.readOnly === true ? { readOnly: true } : {}),
  };
}

/** The lanes that `--only` leaves: those of named contracts, or all when it names none. */
export function chosenLanes(lanes: readonly Lane[], only: readonly string[] | null): readonly Lane[] {
  const named = lanes.filter((lane) => only?.includes(lane.contract.id));
  return named.length > 0 ? named : lanes;
}

/** Lanes that share a physical resource run one after the other, the groups side by side. */
function groupByResource(lanes: readonly Lane[]): readonly (readonly Lane[])[] {
  const groups = new Map<string, Lane[]>();
  for (const lane of lanes) groups.set(lane.resource, [...(groups.get(lane.resource) ?? []), lane]);
  return [...groups.values()];
}

/** How the work on a lane ended: `cut` when its time was over first. */
interface LaneEnd { readonly complete: boolean; readonly cut: boolean }

async function runLane(lane: Lane, ledger: Ledger, options: EngineOptions, time: TimeShare): Promise<LaneEnd> {
  const shrink = async (signal: AbortSignal): Promise<void> => {
    if (options.stopAtFirst !== true && options.shrinks !== false && !signal.aborted && !ledger.isLost(lane.contract.id)) await shrinkFindings(lane, ledger, options, signal);
  };
  if (options.readOnly === true) return { complete: await readLane(lane, ledger, options, time.all), cut: time.all.aborted };
  const explored = await exploreLane(lane, ledger, options, time.exploring);
  const cut = time.exploring.aborted;
  await shrink(time.shrinking);
  const parted = await partFromLane(lane, ledger, options, time.all);
  await shrink(time.all);
  options.onProgress?.({ kind: 'contract-over', contract: lane.contract.id });
  return { complete: explored && parted, cut };
}

/** How the targets of lanes were lost, as trouble. */
function losses(lanes: readonly Lane[], ledger: Ledger): readonly Trouble[] {
  return lanes.filter(({ contract }) => ledger.isLost(contract.id)).map(({ contract }) => ({ kind: 'refused', message: ledger.lostHow(contract.id) }));
}

function closingLine(options: EngineOptions, startedAt: number, complete: boolean, stoppedBy: RunEnd['stoppedBy'], restoration: Restoration, lost: readonly Trouble[]): RunEnd {
  const { target } = options;
  return { type: 'end', durationMs: Math.round(performance.now() - startedAt), complete: complete && stoppedBy === null, stoppedBy, requests: target.requests(), trouble: [...lost, ...target.trouble()], restoration };
}

/**
 * Run everything against an opened target, restore it, and return the recording. Restores in every case but the error below; a fault of ours is thrown after that.
 * @throws {TargetError} `not-restorable`, before anything is changed; the target is still to be closed then.
 */
export async function runEngine(options: EngineOptions): Promise<Recording> {
  const startedAt = performance.now();
  const lanes = chosenLanes(options.target.lanes, options.only);
  await options.target.secure(lanes);
  const header = headerOf(options, lanes);
  const traces: Trace[] = [];
  options.sink(header);
  const invariants = select(options.invariants, options.only);
  const ledger = createLedger(invariants, options.profile, (trace) => {
    traces.push(trace);
    options.sink({ type: 'trace', trace });
  }, options.onProgress);
  options.onProgress?.({ kind: 'begin', budgets: new Map(lanes.map(({ contract }) => [contract.id, wholeBudget(options)])), budgetTimeS: options.budgetTimeS });
  const time = shareTime(options.signal, options.budgetTimeS);
  let [complete, timedOut] = [true, false];
  let crash: Error | null = null;
  try {
    const ends = await Promise.all(groupByResource(lanes).map(async (group) => {
      const done: LaneEnd[] = [];
      for (const [index, lane] of group.entries()) done.push(await runLane(lane, ledger, options, time.next(group.length - index)));
      return done;
    }));
    complete = ends.flat().every((end) => end.complete);
    timedOut = ends.flat().some(({ cut }) => cut);
  } catch (error) {
    crash = error instanceof Error ? error : new Error(String(error));
  }
  options.onProgress?.({ kind: 'restoring' });
  const restoration = await options.target.close();
  const stoppedBy = crash !== null ? 'crash' : options.signal.aborted ? 'interrupt' : timedOut && !complete ? 'time-budget' : lanes.some(({ contract }) => ledger.isLost(contract.id)) ? 'lost-target' : complete ? null : 'request-budget';
  const end = closingLine(options, startedAt, complete, stoppedBy, restoration, losses(lanes, ledger));
  options.sink(end);
  if (crash !== null) throw crash;
  return { header, traces, end };
}

