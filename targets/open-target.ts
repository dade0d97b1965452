/** Opens a target: pre-flight first, then plans are performed and recorded, and in the end everything is as it was. */
import type { Plan, Slot } from '../generators/plan.ts';
import { keysOf } from '../generators/plan-renamer.ts';
import { routePrefix } from './build-request.ts';
import { closeSession } from './close-session.ts';
import { openConnections } from './connection.ts';
import type { Connections } from './connection.ts';
import { keyJournal } from './journal/key-journal.ts';
import { stateJournal } from './journal/state-journal.ts';
import type { LaneSetup } from './lane-setup.ts';
import { sendLast } from './last-request.ts';
import type { LastRequest } from './last-request.ts';
import { namedKeys } from './named-keys.ts';
import type { NamedKeys } from './named-keys.ts';
import { openLanes } from './open-lanes.ts';
import type { OpenedLanes } from './open-lanes.ts';
import { journalIdentity } from './open-resource.ts';
import { openSlots, secureLane } from './open-slots.ts';
import { undoOutstanding } from './perform-action.ts';
import { performPlan, performReads } from './perform-plan.ts';
import type { PlanRun } from './plan-run.ts';
import { plannedKeys } from './planned-keys.ts';
import { CutShort, openRecorder } from './recorder.ts';
import { redactText } from './redact.ts';
import type { Recorder } from './recorder.ts';
import { avoiding, planNames, survivorsOf } from './plan-names.ts';
import { foreignView } from './resource.ts';
import { showUnread } from './show-unread.ts';
import type { Session } from './session.ts';
import { NOTHING_PROVISIONED, provision } from './provisioning/provision.ts';
import type { Provisioned } from './provisioning/provision.ts';
import type { PhysicalResource } from './resource.ts';
import type { Lane, Restoration, Target, TargetDescription } from './target.ts';
import type { TargetConfig } from './target-config.ts';
import { TargetError } from './target-error.ts';
import { gatherTokens } from './tokens.ts';
import type { Tokens } from './tokens.ts';
import type { SlotBinding, Trace, Trouble } from './trace.ts';

function slotsOf(plan: Plan): readonly Slot[] {
  const stepSlots = (steps: Plan['steps']): readonly Slot[] => steps.flatMap((step) => (step.op === 'concurrent' ? step.branches.flatMap(stepSlots) : [step.slot]));
  return [...new Set([...(Object.keys(plan.start) as Slot[]), ...stepSlots(plan.steps)])];
}

function bindings(setup: LaneSetup, plan: Plan): Trace['slots'] {
  const bound = slotsOf(plan).flatMap((slot): [Slot, SlotBinding][] => {
    const resource = setup.resources[slot];
    if (resource === undefined) return [];
    return [[slot, { resourceId: resource.id, foreignKeys: resource.mostForeign }]];
  });
  return Object.fromEntries(bound);
}

function recorderFor(session: Session, setup: LaneSetup, named: () => NamedKeys, maxRequests: number, signal: AbortSignal | undefined): Recorder {
  return openRecorder({
    host: new URL(setup.origin).host, maxRequests, stopped: () => session.closing || signal?.aborted === true, secrets: () => session.tokens.seen(),
    foreign: (slot) => {
      const resource = setup.resources[slot];
      return resource === undefined ? null : foreignView(resource, setup.contract, named());
    },
  });
}

/** The account of a plan's state actions. What is provisioned goes in whatever state it is. */
function statesOf({ states }: Session, setup: LaneSetup): PlanRun['states'] {
  const named = (slot: Slot): PhysicalResource | null => {
    const resource = setup.resources[slot];
    return resource === undefined || resource.provisioned ? null : resource;
  };
  return {
    away: async (slot, action, before) => {
      const resource = named(slot);
      if (resource === null) return;
      const { contract, origin, routes } = setup;
      await states.away({ contract: contract.id, resource: journalIdentity(origin, resource), resourceId: resource.id, origin, prefix: routePrefix(routes[0]), action, before });
    },
    back: async (slot, action) => {
      const resource = named(slot);
      if (resource !== null) await states.back(journalIdentity(setup.origin, resource), action);
    },
  };
}

function planRun(session: Session, setup: LaneSetup, plan: Plan, recorder: Recorder): PlanRun {
  const { connections } = session;
  return {
    setup, plan, named: session.named.copy(), kind: session.config.kind, unread: new Set(), missedStarts: new Set(), states: statesOf(session, setup), outstanding: [],
    dispatch: connections.dispatch(setup.origin, setup.contract, 'plans', recorder.wrapper),
    openBranch: () => {
      const transport = connections.separate(setup.origin);
      return { dispatch: connections.dispatch(setup.origin, setup.contract, 'plans', recorder.wrapper, transport), close: () => transport.close() };
    },
  };
}

/** The run with the names that it has on this lane. What comes from outside is sent as it is, so nothing of its plan is renamed. */
function withNames(session: Session, run: PlanRun, last: LastRequest | null): PlanRun {
  const survivors = survivorsOf(run.setup);
  const plan = last === null ? avoiding(run.plan, run.setup.contract, survivors) : run.plan;
  // All names of the plan at once: a key that was masked in one read and not in the next would seem to have appeared.
  return { ...run, plan, named: planNames(session.named, plannedKeys(plan, run.setup), [...keysOf(plan), ...(last?.keys ?? [])], survivors) };
}

async function performGuarded(session: Session, run: PlanRun, last: LastRequest | null, opened: (named: PlanRun) => void): Promise<void> {
  const { setup, plan } = run;
  if (plan.hazardous && !setup.lane.sacrificial) throw new CutShort({ kind: 'busy', message: 'The plan is hazardous, and this resource must not be disturbed.' });
  if (session.config.readOnly === true && last === null) return performReads(run);
  if (session.config.readOnly === true) throw new CutShort({ kind: 'busy', message: 'This target is read-only: requests of others are not sent.' });
  // All of the lane at once: an original that is read after the first write may hold what a server at fault has put there.
  await openSlots(session, setup, Object.keys(setup.resources) as Slot[]).catch(async (error: unknown) => {
    throw error instanceof CutShort ? await showUnread(run, slotsOf(plan), error) : error;
  });
  const named = withNames(session, run, last);
  // Nobody restores an embedded cloud: it dies with us.
  if (session.config.kind === 'remote') await session.journalKeys([...plannedKeys(named.plan, setup), ...(last?.keys ?? [])]);
  opened(named);
  await performPlan(named);
  if (last !== null) await sendLast(named, last);
}

async function perform(session: Session, setup: LaneSetup, plan: Plan, last: LastRequest | null, purpose: Trace['purpose'], maxRequests: number, signal?: AbortSignal): Promise<Trace> {
  const recorder = recorderFor(session, setup, () => run.named, maxRequests, signal);
  let run = planRun(session, setup, plan, recorder);
  let cutShort: Trouble | null = null;
  let slots = bindings(setup, plan);
  try {
    await performGuarded(session, run, last, (named) => {
      run = named;
      slots = bindings(setup, run.plan);
    });
  } catch (error) {
    if (!(error instanceof CutShort)) throw error;
    cutShort = error.trouble;
  } finally {
    await undoOutstanding({ ...run, dispatch: setup.dispatch }, plan.steps.length - 1);
  }
  return { contract: setup.contract.id, plan: run.plan, purpose, slots, facts: setup.facts, exchanges: recorder.exchanges(), cutShort, ...(run.missedStarts.size === 0 ? {} : { missedStarts: [...run.missedStarts] }) };
}

function describe(config: TargetConfig, opened: OpenedLanes): TargetDescription {
  const urls = [...new Set(opened.setups.map(({ origin, routes }) => `${origin}${routePrefix(routes[0])}`))];
  return {
    name: config.name ?? new URL(urls[0] ?? Object.values(config.endpoints)[0] ?? 'http://unknown').host, endpoint: urls.join(' '), kind: config.kind, release: null,
    microversions: opened.microversions, cloud: null, observedAt: new Date().toISOString(),
  };
}

function setupOf(setups: readonly LaneSetup[], lane: Lane): LaneSetup {
  const setup = setups.find((candidate) => candidate.lane === lane) ?? setups.find((candidate) => candidate.contract.id === lane.contract.id);
  if (setup === undefined) throw new Error(`The lane of contract ${lane.contract.id} is not one of this target's.`);
  return setup;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

/** The error of a pre-flight without secrets: it tells how the target's answer begins, and a target may echo what it was sent. */
function withoutSecrets(error: unknown, tokens: Tokens): unknown {
  return error instanceof TargetError ? new TargetError(error.code, redactText(error.message, tokens.seen()), { cause: error.cause }) : error;
}

/** The pre-flight: what is named is looked at first, so that a wrong name shows before anything is made. */
async function prepare(config: TargetConfig, connections: Connections, tokens: Tokens): Promise<{ readonly provisioned: Provisioned; readonly opened: OpenedLanes }> {
  if (config.provision === undefined) return { provisioned: NOTHING_PROVISIONED, opened: await openLanes(config, connections, tokens) };
  if (config.resources.length > 0) await openLanes(config, connections, tokens);
  const provisioned = await provision(config, connections);
  try {
    return { provisioned, opened: await openLanes(config, connections, tokens, { made: provisioned.resources, reasons: provisioned.reasons }) };
  } catch (error) {
    await provisioned.remove();
    throw error;
  }
}

/**
 * Open a target: find out by reading how each named resource is reached and what can be tried on it; what is to be made is made. Nothing named is written to before the first plan.
 * @throws {TargetError} when the pre-flight fails.
 */
export async function openTarget(config: TargetConfig): Promise<Target> {
  if (!/^[\w.-]+$/.test(config.runId)) throw new TargetError('config', `The run id ${JSON.stringify(config.runId)} cannot name a journal. Allowed: letters, digits, "-", "_" and ".". Give another.`);
  const tokens = gatherTokens(config.tokens);
  await tokens.fetchAll();
  const connections = openConnections(config, tokens);
  const { opened, provisioned } = await prepare(config, connections, tokens).catch(async (error: unknown) => {
    await connections.close();
    throw withoutSecrets(error, tokens);
  });
  const session: Session = { config, connections, provisioned, tokens, named: namedKeys(), journalKeys: keyJournal(config.journalDir, config.runId), states: stateJournal(config.journalDir, config.runId), touched: [], underWay: new Set(), closing: false };
  let closed: Promise<Restoration> | null = null;
  const track = async (work: Promise<Trace>): Promise<Trace> => {
    session.underWay.add(work);
    const done = (): void => { session.underWay.delete(work); };
    work.then(done, done);
    return work;
  };
  return {
    description: describe(config, opened), readMs: median(connections.preflightMs), lanes: opened.setups.map(({ lane }) => lane), notApplicable: opened.notApplicable,
    secure: async (lanes) => { for (const lane of lanes) await secureLane(session, setupOf(opened.setups, lane)); },
    perform: (lane, plan, purpose, maxRequests, signal) => track(perform(session, setupOf(opened.setups, lane), plan, null, purpose, maxRequests, signal)),
    performRequest: (lane, plan, last, purpose, maxRequests) => track(perform(session, setupOf(opened.setups, lane), plan, last, purpose, maxRequests)),
    requests: () => ({ ...connections.counts, byContract: { ...connections.counts.byContract } }),
    trouble: () => connections.trouble.map(({ kind, message }) => ({ kind, message: redactText(message, tokens.seen()) })),
    close: () => (closed ??= closeSession(session)),
  };
}
