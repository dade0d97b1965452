/** Somebody else's traffic as a recording, to be judged like one of our own. */
import type { Contract } from '../../contracts/contract.ts';
import { resolvePointer } from '../../contracts/json-pointer.ts';
import { documents } from '../../contracts/documents.ts';
import { routePrefix, routeName } from '../../targets/build-request.ts';
import { Secret } from '../../targets/secret.ts';
import type { Profile } from '../judgement.ts';
import { packageVersion } from '../package-root.ts';
import type { Recording, RunHeader } from '../recording.ts';
import { contractsToReadBy, rawPath } from './har-address.ts';
import { tokenOf } from './har-exchange.ts';
import { sortHar } from './har-resources.ts';
import type { HarResource } from './har-resources.ts';
import { harTraces, routesOf } from './har-traces.ts';
import type { HarTerms } from './har-traces.ts';
import type { Har } from './har.ts';

/** What a recording is read with. */
export interface HarOptions {
  readonly contracts: readonly Contract[];
  /** Ids of contracts or invariants to limit the judging to; null: all. */
  readonly only: readonly string[] | null;
  readonly profile: Profile;
  /** Files of contracts that are not built in, so that the recording can be judged again. */
  readonly contractFiles: readonly string[];
  /** What to call it in reports: the name of its file. */
  readonly name: string;
}

/** A recording of somebody else's traffic, and what could not be seen in it. */
export interface HarRecording {
  readonly recording: Recording;
  /** Sentences for people. */
  readonly unseen: readonly string[];
}

function secretsOf(har: Har): readonly Secret[] {
  const tokens = har.log.entries.flatMap(({ request }) => tokenOf(request) ?? []);
  return [...new Set(tokens.flatMap((token) => [token, token.replace(/^\w+\s+/, '')]))].map((token) => new Secret(token));
}

/** The item limit, where somebody asked the service for it. */
function announced(har: Har, contract: Contract): Pick<HarTerms, 'maxItems' | 'maxItemsAnnounced'> {
  const place = contract.quota.announcedAt;
  const answers = place === null ? [] : har.log.entries.filter(({ request, response }) => rawPath(request.url).split('?')[0]?.endsWith(place.path) === true && response.status === 200);
  for (const { response } of answers) {
    try {
      const value = resolvePointer(JSON.parse(response.content.text ?? ''), place?.pointer ?? '');
      if (typeof value === 'number') return { maxItems: value < 0 ? null : value, maxItemsAnnounced: true };
    } catch {
      // An answer that is no JSON announces nothing.
    }
  }
  return { maxItems: null, maxItemsAnnounced: false };
}

function viewsOf(contract: Contract): readonly string[] {
  return [...new Set([...contract.operations.filter(({ effect }) => effect === 'read').map(({ on }) => on), ...(contract.resource.operation === null ? [] : ['resource'])])];
}

function laneOf(contract: Contract, resources: readonly HarResource[], terms: HarTerms): RunHeader['lanes'][number] {
  const routes = [...new Set(resources.flatMap((resource) => routesOf(resource).map(routeName)))];
  return { contract: contract.id, slots: ['subject'], callers: ['owner', ...(terms.showsTokens ? ['nobody'] : [])], sacrificial: false, maxItems: terms.maxItems, maxMicroversion: null, views: viewsOf(contract), routes };
}

function headerOf(har: Har, resources: readonly HarResource[], lanes: RunHeader['lanes'], { contracts, contractFiles, profile, only, name }: HarOptions): RunHeader {
  const startedAt = har.log.entries.map(({ startedDateTime }) => startedDateTime).toSorted()[0] ?? new Date(0).toISOString();
  const hashes = new Map(documents().map(({ id, sha256 }) => [id, sha256]));
  const judged = contracts.filter(({ id }) => lanes.some(({ contract }) => contract === id));
  const endpoints = [...new Set(resources.map((resource) => `${resource.origin}${routePrefix(routesOf(resource)[0])}`))];
  const { creator } = har.log;
  return {
    type: 'run', schemaVersion: 1, tool: { name: 'metaconform', version: packageVersion() }, id: `har-${Date.parse(startedAt)}`, startedAt: new Date(startedAt).toISOString(), seed: 0, profile,
    argv: ['rejudge', ...contractFiles.flatMap((file) => ['--contract', file])], labels: { recorded: name, ...(creator === undefined ? {} : { recorder: `${creator.name} ${creator.version}` }) },
    target: { name, endpoint: endpoints.join(' '), kind: 'recorded', release: null, microversions: {}, cloud: null, observedAt: new Date(startedAt).toISOString() },
    contracts: judged.map(({ id, sha256, documents: cited }) => ({ id, sha256, documents: cited.map((document) => ({ id: document, sha256: hashes.get(document) ?? null })) })),
    notApplicable: contracts.filter((contract) => !judged.includes(contract)).map(({ id }) => ({ contract: id, reason: 'needs requests about its metadata, of which the recording holds none' })),
    lanes, only,
  };
}

function unseenIn(har: Har, leftOut: Readonly<Record<string, number>>, aside: readonly (readonly [Contract, Contract])[], traces: Recording['traces']): readonly string[] {
  const trouble = traces.flatMap(({ exchanges }) => exchanges.filter(({ role }) => role === 'step').flatMap((exchange) => exchange.trouble?.message ?? []));
  const counted = Map.groupBy(trouble, (message) => message);
  return [
    ...Object.entries(leftOut).map(([reason, count]) => `${count} of ${har.log.entries.length} entries left out: ${reason}`),
    ...[...counted].map(([message, all]) => `${all.length} ${all.length === 1 ? 'request' : 'requests'} left undecided: ${message}`),
    ...aside.map(([contract, other]) => `the contract ${contract.id} speaks of the same requests as ${other.id}; --only ${contract.id} judges by it`),
    'what others sent meanwhile is in no recording: a change that nobody asked for may be theirs',
  ];
}

/** Makes a recording of an HTTP Archive. A pure function of it and the contracts; asks nobody. */
export function recordingOfHar(har: Har, options: HarOptions): HarRecording {
  const { used, aside } = contractsToReadBy(options.contracts, options.only);
  const { resources, leftOut } = sortHar(har, used);
  const secrets = secretsOf(har);
  const beganAt = Math.min(...har.log.entries.map(({ startedDateTime }) => Date.parse(startedDateTime)), Number.MAX_SAFE_INTEGER);
  const termsFor = (contract: Contract): HarTerms => ({ secrets, beganAt, showsTokens: secrets.length > 0, ...announced(har, contract) });
  const traces = resources.flatMap((resource) => harTraces(resource, termsFor(resource.contract)));
  const judged = used.filter((contract) => resources.some((resource) => resource.contract === contract));
  const lanes = judged.map((contract) => laneOf(contract, resources.filter((resource) => resource.contract === contract), termsFor(contract)));
  const header = headerOf(har, resources, lanes, { ...options, contracts: used });
  const durationMs = Math.round(Math.max(0, ...har.log.entries.map(({ startedDateTime, time }) => Date.parse(startedDateTime) + time - beganAt)));
  const requests = resources.reduce((sum, { entries }) => sum + entries.length, 0);
  const byContract = Object.fromEntries(judged.map(({ id }) => [id, resources.filter(({ contract }) => contract.id === id).reduce((sum, { entries }) => sum + entries.length, 0)]));
  const end = { type: 'end', durationMs, complete: true, stoppedBy: null, requests: { total: requests, byContract, preflight: 0, restore: 0 }, trouble: [], restoration: { touched: 0, restored: 0, leftovers: 0, problems: [] } } as const;
  return { recording: { header, traces, end }, unseen: unseenIn(har, leftOut, aside, traces) };
}
