/** Opens a target: pre-flight first, then plans are performed and recorded, and in the end everything is as it was. */
import type { Plan, Slot } from '../generators/plan.ts';
import { routePrefix } from './build-request.ts';
import { openConnections } from './connection.ts';
import type { Connections } from './connection.ts';
import { closeLine } from './journal/journal.ts';
import { keyJournal } from './journal/key-journal.ts';
import { restoreMap } from './journal/restore-map.ts';
import type { RestoreTerms } from './journal/restore-map.ts';
import type { LaneSetup } from './lane-setup.ts';
import { sendLast } from './last-request.ts';
import type { LastRequest } from './last-request.ts';
import { namedKeys } from './named-keys.ts';
import type { NamedKeys } from './named-keys.ts';
import { openLanes } from './open-lanes.ts';
import type { OpenedLanes } from './open-lanes.ts';
import { journalIdentity, openResource } from './open-resource.ts';
import { undoOutstanding } from './perform-action.ts';
import { performPlan, performReads } from './perform-plan.ts';
import type { PlanRun } from './plan-run.ts';
import { plannedKeys } from './planned-keys.ts';
import { quietEditor } from './quiet-editor.ts';
import { CutShort, openRecorder } from './recorder.ts';
import type { Recorder } from './recorder.ts';
import { foreignView } from './resource.ts';
import type { PhysicalResource } from './resource.ts';
import type { Lane, Restoration, Target, TargetDescription } from './target.ts';
import type { TargetConfig } from './target-config.ts';
import { TargetError } from './target-error.ts';
import { gatherTokens } from './tokens.ts';
import type { Tokens } from './tokens.ts';
import type { SlotBinding, Trace, Trouble } from './trace.ts';

/** A resource that was opened, and through which lane it goes back. */
interface Touched { readonly setup: LaneSetup; readonly resource: PhysicalResource }

/** The run's state that performing and closing share. */
interface Session {
  readonly config: TargetConfig;
  readonly connections: Connections;
  readonly tokens: Tokens;
  readonly named: NamedKeys;
  readonly journalKeys: (keys: readonly string[]) => Promise<void>;
  readonly touched: Touched[];
  readonly underWay: Set<Promise<unknown>>;
  closing: boolean;
}

function slotsOf(plan: Plan): readonly Slot[] {
  const stepSlots = (steps: Plan['steps']): readonly Slot[] => steps.flatMap((step) => (step.op === 'concurrent' ? step.branches.flatMap(stepSlots) : [step.slot]));
  return [...new Set([...(Object.keys(plan.start) as Slot[]), ...stepSlots(plan.steps)])];
}

async function openSlots(session: Session, setup: LaneSetup, slots: readonly Slot[]): Promise<void> {
  const { journalDir, runId } = session.config;
  for (const slot of slots) {
    const resource = setup.resources[slot];
    if (resource === undefined || resource.opened !== null) continue;
    if (!session.touched.some((touched) => touched.resource === resource)) session.touched.push({ setup, resource });
    const editor = quietEditor(setup.contract, setup.dispatch, setup.routes[0], resource.id);
    await openResource({ contract: setup.contract, resource, editor, origin: setup.origin, route: setup.routes[0], journalDir, runId, named: session.named, kind: session.config.kind });
  }
}

function bindings(setup: LaneSetup, plan: Plan, named: NamedKeys): Trace['slots'] {
  const bound = slotsOf(plan).flatMap((slot): [Slot, SlotBinding][] => {
    const resource = setup.resources[slot];
    if (resource === undefined) return [];
    return [[slot, { resourceId: resource.id, foreignKeys: [...(resource.lastKnown?.keys() ?? [])].filter((key) => !named.has(key)).length }]];
  });
  return Object.fromEntries(bound);
}

function recorderFor(session: Session, setup: LaneSetup, maxRequests: number): Recorder {
  return openRecorder({
    host: new URL(setup.origin).host, maxRequests, stopped: () => session.closing, secrets: () => session.tokens.seen(),
    foreign: (slot) => {
      const resource = setup.resources[slot];
      return resource === undefined ? null : foreignView(resource, setup.contract, session.named);
    },
  });
}

function planRun(session: Session, setup: LaneSetup, plan: Plan, recorder: Recorder): PlanRun {
  const { connections, named } = session;
  return {
    setup, plan, named, kind: session.config.kind, unread: new Set(), missedStarts: new Set(), outstanding: [],
    dispatch: connections.dispatch(setup.origin, setup.contract, 'plans', recorder.wrapper),
    openBranch: () => {
      const transport = connections.separate(setup.origin);
      return { dispatch: connections.dispatch(setup.origin, setup.contract, 'plans', recorder.wrapper, transport), close: () => transport.close() };
    },
  };
}

async function performGuarded(session: Session, run: PlanRun, last: LastRequest | null, opened: () => void): Promise<void> {
  const { setup, plan } = run;
  if (plan.hazardous && !setup.lane.sacrificial) throw new CutShort({ kind: 'busy', message: 'The plan is hazardous, and this resource must not be disturbed.' });
  if (session.config.readOnly === true && last === null) return performReads(run);
  if (session.config.readOnly === true) throw new CutShort({ kind: 'busy', message: 'This target is read-only: requests of others are not sent.' });
  // All of the lane at once: an original that is read after the first write may hold what a server at fault has put there.
  await openSlots(session, setup, Object.keys(setup.resources) as Slot[]);
  // Nobody restores an embedded cloud: it dies with us.
  if (session.config.kind === 'remote') await session.journalKeys([...plannedKeys(plan, setup), ...(last?.keys ?? [])]);
  opened();
  await performPlan(run);
  if (last !== null) await sendLast(run, last);
}

async function perform(session: Session, setup: LaneSetup, plan: Plan, last: LastRequest | null, purpose: Trace['purpose'], maxRequests: number): Promise<Trace> {
  const recorder = recorderFor(session, setup, maxRequests);
  const run = planRun(session, setup, plan, recorder);
  let cutShort: Trouble | null = null;
  let slots = bindings(setup, plan, session.named);
  try {
    await performGuarded(session, run, last, () => { slots = bindings(setup, plan, session.named); });
  } catch (error) {
    if (!(error instanceof CutShort)) throw error;
    cutShort = error.trouble;
  } finally {
    await undoOutstanding({ ...run, dispatch: setup.dispatch }, plan.steps.length - 1);
  }
  return { contract: setup.contract.id, plan, purpose, slots, facts: setup.facts, exchanges: recorder.exchanges(), cutShort, ...(run.missedStarts.size === 0 ? {} : { missedStarts: [...run.missedStarts] }) };
}

function termsFor(session: Session, { setup, resource }: Touched): RestoreTerms | null {
  if (resource.opened === null) return null;
  const { original, survivors } = resource.opened;
  return {
    original, permanent: new Set(setup.contract.hazards.permanent), sacrificial: setup.lane.sacrificial, givenUp: setup.lane.sacrificial,
    notOurs: (key) => !session.named.has(key) && (survivors.has(key) || !original.has(key)),
  };
}

async function restoreAll(session: Session): Promise<Restoration> {
  const { config, connections } = session;
  const problems: string[] = [];
  let [touched, restored, leftovers] = [0, 0, 0];
  for (const entry of session.touched.toReversed()) {
    const terms = termsFor(session, entry);
    if (terms === null) continue;
    touched += 1;
    const { setup, resource } = entry;
    const editor = quietEditor(setup.contract, connections.dispatch(setup.origin, setup.contract, 'restore'), setup.routes[0], resource.id);
    const result = await restoreMap(editor, terms);
    leftovers += result.leftovers;
    if (result.problem !== null) problems.push(`${setup.contract.id} ${resource.id}: ${result.problem}`);
    if (!result.done) continue;
    restored += 1;
    await closeLine(config.journalDir, config.runId, journalIdentity(setup.origin, resource));
  }
  return { touched, restored, leftovers, problems };
}

async function close(session: Session): Promise<Restoration> {
  session.closing = true;
  await Promise.allSettled(session.underWay);
  try {
    return await restoreAll(session);
  } finally {
    await session.connections.close();
  }
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

/**
 * Open a target: find out by reading how each named resource is reached and what can be tried on it. Nothing is written before the first plan.
 * @throws {TargetError} when the pre-flight fails.
 */
export async function openTarget(config: TargetConfig): Promise<Target> {
  if (!/^[\w.-]+$/.test(config.runId)) throw new TargetError('config', `The run id ${JSON.stringify(config.runId)} cannot name a journal. Allowed: letters, digits, "-", "_" and ".". Give another.`);
  const tokens = gatherTokens(config.tokens);
  await tokens.fetchAll();
  const connections = openConnections(config, tokens);
  const opened = await openLanes(config, connections, tokens).catch(async (error: unknown) => {
    await connections.close();
    throw error;
  });
  const session: Session = { config, connections, tokens, named: namedKeys(), journalKeys: keyJournal(config.journalDir, config.runId), touched: [], underWay: new Set(), closing: false };
  let closed: Promise<Restoration> | null = null;
  const track = async (work: Promise<Trace>): Promise<Trace> => {
    session.underWay.add(work);
    const done = (): void => { session.underWay.delete(work); };
    work.then(done, done);
    return work;
  };
  return {
    description: describe(config, opened), lanes: opened.setups.map(({ lane }) => lane), notApplicable: opened.notApplicable,
    perform: (lane, plan, purpose, maxRequests) => track(perform(session, setupOf(opened.setups, lane), plan, null, purpose, maxRequests)),
    performRequest: (lane, plan, last, purpose, maxRequests) => track(perform(session, setupOf(opened.setups, lane), plan, last, purpose, maxRequests)),
    requests: () => ({ ...connections.counts, byContract: { ...connections.counts.byContract } }),
    trouble: () => [...connections.trouble],
    close: () => (closed ??= close(session)),
  };
}
