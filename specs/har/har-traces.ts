/** The traces of one recorded resource. */
import type { Caller } from '../../generators/plan.ts';
import { routeName } from '../../targets/build-request.ts';
import { prefixesOf } from '../../targets/lane-setup.ts';
import type { BoundRoute } from '../../targets/build-request.ts';
import type { Secret } from '../../targets/secret.ts';
import type { Exchange, TargetFacts, Trace } from '../../targets/trace.ts';
import { readTrace } from '../reading/trace-reading.ts';
import { entryTrouble, exchangeOf, tokenOf } from './har-exchange.ts';
import type { Addressed, HarResource } from './har-resources.ts';
import { recordedPlan } from './har-steps.ts';
import { harWindows } from './har-windows.ts';
import type { Cuttable, Window } from './har-windows.ts';

/** What the whole recording tells about the traces of one resource. */
export interface HarTerms {
  /** Tokens that were seen, to be kept out. */
  readonly secrets: readonly Secret[];
  readonly beganAt: number;
  readonly maxItems: number | null;
  readonly maxItemsAnnounced: boolean;
  /** Whether any request of the recording shows a token: only then one without says anything. */
  readonly showsTokens: boolean;
}

/** The routes of a resource, the commonest first. */
export function routesOf({ entries }: HarResource): readonly [BoundRoute, ...BoundRoute[]] {
  const counted = Map.groupBy(entries.map(({ address }) => address.route), (route) => JSON.stringify(route));
  const routes = [...counted.values()].toSorted((a, b) => b.length - a.length).flatMap(([route]) => (route === undefined ? [] : [route]));
  return routes as unknown as readonly [BoundRoute, ...BoundRoute[]];
}

function factsOf(resource: HarResource, { maxItems, maxItemsAnnounced }: HarTerms): TargetFacts {
  const routes = routesOf(resource);
  return { mainRoute: routeName(routes[0]), prefixes: prefixesOf(routes), maxItems, maxItemsAnnounced, microversion: null, maxMicroversion: null };
}

function callerOf({ entry }: Addressed, { showsTokens }: HarTerms): Caller {
  return showsTokens && tokenOf(entry.request) === null ? 'nobody' : 'owner';
}

function isOnItem({ entry, address }: Addressed): boolean {
  const depth = (path: string): number => path.split('/').length;
  const item = address.contract.operations.find(({ on }) => on === 'item');
  const map = address.contract.operations.find(({ on }) => on === 'map');
  const below = new URL(entry.request.url).pathname.split(`/${address.resourceId}`).at(-1) ?? '';
  return item !== undefined && map !== undefined && depth(below) > depth(map.path.split('}').at(-1) ?? '');
}

function traceWith(resource: HarResource, facts: TargetFacts, exchanges: readonly Exchange[], index: number): Trace {
  const plan = { contract: resource.contract.id, family: 'history', index, listed: false, title: 'recorded by somebody else', start: {}, steps: [], hazardous: false } as const;
  return { contract: resource.contract.id, plan, purpose: { kind: 'explore' }, slots: { subject: { resourceId: resource.resourceId, foreignKeys: 0 } }, facts, exchanges, cutShort: null };
}

/** What cutting must know of each exchange, as the judge reads them. */
function cuttable(resource: HarResource, facts: TargetFacts, exchanges: readonly Exchange[]): readonly Cuttable[] {
  const { seen } = readTrace(traceWith(resource, facts, exchanges, 0), resource.contract);
  return seen.map(({ exchange, ask, after }, index) => {
    const isPromised = (resource.entries[index]?.address.operations.length ?? 0) > 0;
    const isWrite = ask.effect !== 'read';
    return { exchange, isWrite, showsMap: !isWrite && after !== null && after.exchange === exchange.id, breaks: !isPromised && exchange.request.method !== 'GET' };
  });
}

function windowTrace(resource: HarResource, facts: TargetFacts, { opening, rest }: Window, index: number): Trace {
  const beganAt = (opening[0] ?? rest[0])?.calledAtMs ?? 0;
  const as = (role: Exchange['role']) => (exchange: Exchange): Exchange => ({ ...exchange, role });
  const inOrder = [...opening.map(as('start')), ...rest.map(as('step'))];
  const exchanges = inOrder.map((exchange, id): Exchange => ({ ...exchange, id, calledAtMs: exchange.calledAtMs - beganAt, returnedAtMs: exchange.returnedAtMs - beganAt }));
  const trace = traceWith(resource, facts, exchanges, index);
  return { ...trace, plan: { ...trace.plan, ...recordedPlan(trace, resource.contract) } };
}

/** The traces of a recorded resource: one per window from a known map to the next. */
export function harTraces(resource: HarResource, terms: HarTerms): readonly Trace[] {
  const facts = factsOf(resource, terms);
  const exchanges = resource.entries.map((addressed, id) => exchangeOf(addressed.entry, {
    id, route: routeName(addressed.address.route), caller: callerOf(addressed, terms), secrets: terms.secrets, beganAt: terms.beganAt,
    trouble: callerOf(addressed, terms) === 'nobody' ? null : entryTrouble(addressed.entry, resource.contract, isOnItem(addressed)),
  }));
  return harWindows(cuttable(resource, facts, exchanges)).map((window, index) => windowTrace(resource, facts, window, index));
}
