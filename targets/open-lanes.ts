/** The pre-flight: from what was named to the lanes that can be run, by reading only. */
import type { Contract, ContractId } from '../contracts/contract.ts';
import type { Slot } from '../generators/plan.ts';
import type { BoundRoute } from './build-request.ts';
import { routeName, routePrefix } from './build-request.ts';
import type { Connections } from './connection.ts';
import { parseEndpoint } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { openJournals } from './journal/journal.ts';
import { whyNotRestorable } from './journal/restorable.ts';
import type { JsonMap } from './json-map.ts';
import type { LaneSetup } from './lane-setup.ts';
import { prefixesOf } from './lane-setup.ts';
import { journalIdentity } from './open-resource.ts';
import { withoutResourceView } from './operations.ts';
import { announcedMicroversions, announcedQuota, findRoutes, readOn, readResource } from './preflight.ts';
import type { Scout } from './preflight.ts';
import { kindFor } from './provisioning/kinds/all-kinds.ts';
import { physicalResource } from './resource.ts';
import type { PhysicalResource } from './resource.ts';
import { sharedNames } from './shared-resources.ts';
import type { NotApplicable } from './target.ts';
import type { NamedResource, TargetConfig } from './target-config.ts';
import { TargetError } from './target-error.ts';
import type { Tokens } from './tokens.ts';

export interface OpenedLanes {
  readonly setups: readonly LaneSetup[];
  readonly notApplicable: readonly NotApplicable[];
  readonly microversions: Readonly<Record<string, { readonly min: string; readonly max: string }>>;
}

interface Draft extends Omit<LaneSetup, 'lane'> {
  readonly microversions: { readonly min: string; readonly max: string } | null;
}

/** Everything the pre-flight of one contract reads from. */
interface Survey {
  readonly config: TargetConfig;
  readonly connections: Connections;
  readonly resourceFor: (contract: Contract, origin: string, id: string) => PhysicalResource;
  readonly openElsewhere: ReadonlyMap<string, string>;
}

/** What provisioning adds to what was named. */
export interface ForLanes {
  /** Made for this run. */
  readonly made: readonly NamedResource[];
  /** Why nothing could be made for a contract. */
  readonly reasons: ReadonlyMap<ContractId, string>;
}

function endpointOf(config: TargetConfig, contract: Contract): Endpoint | null {
  const url = [...contract.service.types, '*'].map((type) => config.endpoints[type]).find((candidate) => candidate !== undefined);
  return url === undefined ? null : parseEndpoint(url);
}

function mayBeWritten(survey: Survey, contract: Contract, origin: string, resource: PhysicalResource, original: JsonMap): void {
  if (survey.config.readOnly === true) return;
  const other = survey.openElsewhere.get(journalIdentity(origin, resource));
  const what = `${contract.id} ${JSON.stringify(resource.id)}`;
  if (other !== undefined) {
    throw new TargetError('open-journal', `The ${what} still has an open journal of run ${other} in ${survey.config.journalDir}: that run was interrupted, or is still at work. `
      + 'Expected: no other run holds it. Run "metaconform restore" first, or wait for that run to end.');
  }
  const obstacle = whyNotRestorable(contract, original);
  if (obstacle !== null) throw new TargetError('not-restorable', `The metadata of ${what} could not be put back after a run. ${obstacle} Use another resource, or remove those pairs first. Nothing was written.`);
}

/** @throws {TargetError} `in-use` for what serves somebody as it is, whatever the call says of it. */
async function mayBeDisturbed(survey: Survey, scout: Scout, route: BoundRoute, id: string): Promise<void> {
  const inUse = kindFor(scout.contract)?.inUse;
  const obstacle = inUse === undefined || survey.config.readOnly === true ? null : inUse(await readResource(scout, route, id));
  if (obstacle !== null) throw new TargetError('in-use', `The ${scout.contract.id} ${JSON.stringify(id)} ${obstacle}: what is written to it decides where servers go. Expected: one that nothing depends on. Name another, or give --provision instead, which makes one. Nothing was written.`);
}

async function surveyResources(survey: Survey, scout: Scout, ids: readonly string[]): Promise<{ readonly routes: readonly [BoundRoute, ...BoundRoute[]]; readonly resources: Partial<Record<Slot, PhysicalResource>> }> {
  const { contract, endpoint } = scout;
  const [subjectId = '', bystanderId] = ids;
  const found = await findRoutes(scout, subjectId, survey.config.projectId ?? null);
  const subject = survey.resourceFor(contract, endpoint.origin, subjectId);
  mayBeWritten(survey, contract, endpoint.origin, subject, found.map);
  for (const id of ids.slice(0, 2)) await mayBeDisturbed(survey, scout, found.routes[0], id);
  if (bystanderId === undefined) return { routes: found.routes, resources: { subject } };
  const bystander = survey.resourceFor(contract, endpoint.origin, bystanderId);
  mayBeWritten(survey, contract, endpoint.origin, bystander, await readOn(scout, found.routes[0], bystanderId));
  return { routes: found.routes, resources: { subject, bystander } };
}

/** The contract without a resource view that does not answer here. */
async function answeringContract(scout: Scout, route: BoundRoute, id: string): Promise<Contract> {
  return (await readResource(scout, route, id)) === null ? withoutResourceView(scout.contract) : scout.contract;
}

async function surveyContract(survey: Survey, contract: Contract, endpoint: Endpoint, ids: readonly string[]): Promise<Draft> {
  const dispatch = survey.connections.dispatch(endpoint.origin, contract, 'preflight');
  const scout: Scout = { contract, endpoint, dispatch };
  const { routes, resources } = await surveyResources(survey, scout, ids);
  const microversions = await announcedMicroversions(scout, routes[0]);
  const quota = await announcedQuota(scout, routes[0]);
  return {
    contract: await answeringContract(scout, routes[0], ids[0] ?? ''), origin: endpoint.origin, routes, resources, microversions,
    facts: { mainRoute: routeName(routes[0]), prefixes: prefixesOf(routes), maxItems: quota.maxItems, maxItemsAnnounced: quota.announced, microversion: null, maxMicroversion: microversions?.max ?? null },
    dispatch: survey.connections.dispatch(endpoint.origin, contract, 'plans'), habits: { missedStarts: 0, vainLooks: 0 },
  };
}

function laneOf(draft: Draft, config: TargetConfig, tokens: Tokens, resource: string): LaneSetup {
  const { contract } = draft;
  return {
    ...draft,
    lane: {
      contract, resource, endpoint: `${draft.origin}${routePrefix(draft.routes[0])}`, slots: Object.keys(draft.resources) as Slot[], resourceIds: Object.fromEntries(Object.entries(draft.resources).map(([slot, { id }]) => [slot, id])), callers: tokens.callersFor(contract),
      sacrificial: config.sacrificial || Object.values(draft.resources).every(({ provisioned }) => provisioned),
      routes: draft.routes.map(({ version, projectId }) => ({ version, project: projectId !== null })),
      maxItems: draft.facts.maxItems, maxMicroversion: draft.facts.maxMicroversion,
    },
  };
}

/** The open journals of other runs by resource; those of embedded clouds died with their cloud. */
async function openElsewhere(config: TargetConfig): Promise<ReadonlyMap<string, string>> {
  if (config.kind !== 'remote') return new Map();
  const others = (await openJournals(config.journalDir)).filter(({ runId }) => runId !== config.runId);
  return new Map(others.flatMap(({ runId, originals }) => originals.map(({ resource }) => [resource, runId] as const)));
}

function checkResources({ contracts, resources }: TargetConfig, reasons: ForLanes['reasons']): void {
  const known = contracts.map(({ id }) => id);
  const stranger = resources.find(({ kind }) => !known.includes(kind));
  if (stranger !== undefined) throw new TargetError('config', `There is no contract ${JSON.stringify(stranger.kind)} for --resource ${stranger.kind}=${stranger.id}. Allowed: ${known.join(', ')}.`);
  const [why] = reasons.values();
  if (resources.length === 0 && why !== undefined) throw new TargetError('config', `No resource is named, and none could be made: ${[...reasons].map(([id, reason]) => `${id}: ${reason}`).join('; ')}. Name one with --resource KIND=ID, or mend that.`);
  if (resources.length === 0) throw new TargetError('config', `No resource is named. Give at least one --resource KIND=ID; KIND is one of ${known.join(', ')}.`);
}

/** @throws {TargetError} `config` when no lane is left because named resources have no endpoint: nothing would run. */
function checkReached({ contracts, resources, endpoints }: TargetConfig, lanes: number): void {
  const out = contracts.filter((contract) => resources.some(({ kind }) => kind === contract.id) && ![...contract.service.types, '*'].some((type) => endpoints[type] !== undefined));
  if (lanes > 0 || out.length === 0) return;
  const needs = out.map(({ id, service }) => `--resource ${id}=... needs an endpoint of the service ${service.types.join(' or ')}`).join('; ');
  const given = Object.keys(endpoints);
  throw new TargetError('config', `Nothing can be tried: ${needs}. Endpoints were given or found for: ${given.length === 0 ? 'none' : given.join(', ')}. `
    + `Allowed: --endpoint ${out[0]?.service.types[0] ?? 'SERVICE'}=URL, or --endpoint URL for all services. Nothing was sent to any resource.`);
}

function resourceRegistry(contracts: readonly Contract[], made: readonly NamedResource[]): Survey['resourceFor'] {
  const names = sharedNames(contracts);
  const known = new Map<string, PhysicalResource>();
  return (contract, origin, id) => {
    const identity = `${names.get(contract.id) ?? contract.id}/${id}`;
    const resource = known.get(`${origin} ${identity}`) ?? physicalResource(identity, id, made.some((one) => one.id === id && one.kind === contract.id));
    known.set(`${origin} ${identity}`, resource);
    return resource;
  };
}

/** A refusal (403) of one administrator's contract does not stop the others, nor does what was made for one and cannot be reached by it. */
function whyAside(error: unknown, contract: Contract, config: TargetConfig, made: readonly NamedResource[]): string | null {
  if (!(error instanceof TargetError)) return null;
  const own = config.resources.filter(({ kind }) => kind === contract.id);
  if (error.code === 'forbidden' && contract.service.admin && own.length < config.resources.length) return 'needs an administrator\'s token: the target refused ours (403)';
  return own.every((one) => made.includes(one)) ? error.message : null;
}

/** Joins lanes that share a physical resource under one name. */
function laneNames(drafts: readonly Draft[]): readonly string[] {
  const groups = drafts.map(({ resources }) => new Set(Object.values(resources).map((resource) => resource.identity)));
  return groups.map((own) => {
    const all = new Set(own);
    for (let before = -1; before !== all.size;) {
      before = all.size;
      for (const group of groups) if ([...group].some((identity) => all.has(identity))) for (const identity of group) all.add(identity);
    }
    return [...all].toSorted().join(' + ');
  });
}

/** What a contract without a resource would need. */
function whyWithout(contract: Contract, reasons: ForLanes['reasons']): string {
  const reason = reasons.get(contract.id);
  return `needs a resource: --resource ${contract.id}=ID${reason === undefined ? '' : `; none could be made: ${reason}`}`;
}

const NOTHING_MADE: ForLanes = { made: [], reasons: new Map() };

/** Run the pre-flight. @throws {TargetError} when a named resource cannot be tried; nothing was written to it then. */
export async function openLanes(named: TargetConfig, connections: Connections, tokens: Tokens, { made, reasons }: ForLanes = NOTHING_MADE): Promise<OpenedLanes> {
  const config: TargetConfig = { ...named, resources: [...named.resources, ...made] };
  checkResources(config, reasons);
  const survey: Survey = { config, connections, resourceFor: resourceRegistry(config.contracts, made), openElsewhere: await openElsewhere(config) };
  const drafts: Draft[] = [];
  const notApplicable: NotApplicable[] = [];
  for (const contract of config.contracts) {
    const ids = [...new Set(config.resources.filter(({ kind }) => kind === contract.id).map(({ id }) => id))];
    const endpoint = endpointOf(config, contract);
    if (ids.length === 0) notApplicable.push({ contract: contract.id, reason: whyWithout(contract, reasons) });
    else if (endpoint === null) notApplicable.push({ contract: contract.id, reason: `needs an endpoint of the service ${contract.service.types.join(' or ')}` });
    else {
      try {
        drafts.push(await surveyContract(survey, contract, endpoint, ids));
      } catch (error) {
        const reason = whyAside(error, contract, config, made);
        if (reason === null) throw error;
        notApplicable.push({ contract: contract.id, reason });
      }
    }
  }
  checkReached(config, drafts.length);
  const names = laneNames(drafts);
  const versions = drafts.flatMap(({ contract, microversions }) => (microversions === null ? [] : [[contract.service.types[0] ?? contract.id, microversions] as const]));
  return { setups: drafts.map((draft, index) => laneOf(draft, config, tokens, names[index] ?? '')), notApplicable, microversions: Object.fromEntries(versions) };
}
