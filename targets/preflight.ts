/** Finds, by reading only, the routes that lead to a resource and what the service announces about itself. */
import type { Contract, JsonPointer } from '../contracts/contract.ts';
import { resolvePointer } from '../contracts/json-pointer.ts';
import type { BoundRoute } from './build-request.ts';
import { fillPath, plainRequest, routePrefix } from './build-request.ts';
import type { Dispatch, Outcome } from './dispatch.ts';
import { candidateRoutes } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { differingKeys, isEmptyAt, jsonOf, mapAt } from './json-map.ts';
import type { JsonMap } from './json-map.ts';
import { mapRead, resourceRead } from './operations.ts';
import { preflightError } from './preflight-error.ts';
import type { Attempt } from './preflight-error.ts';

/** What the reads of the pre-flight need. */
export interface Scout {
  readonly contract: Contract;
  readonly endpoint: Endpoint;
  readonly dispatch: Dispatch;
}

/** The ways to a resource, the main one first, and the map that all of them showed. */
export interface Found {
  readonly routes: readonly [BoundRoute, ...BoundRoute[]];
  readonly map: JsonMap;
}

/** A GET outside of any trace, as the owner. */
export function scoutRead(dispatch: Dispatch, path: string): Promise<Outcome> {
  return dispatch({
    request: plainRequest('GET', path), repeat: 'read',
    label: { role: 'start', stepIndex: -1, slot: 'subject', caller: 'owner', route: '' },
  });
}

function okBody(outcome: Outcome): Uint8Array | null {
  return outcome.answer?.status === 200 && outcome.trouble === null ? outcome.answer.body : null;
}

interface Look extends Attempt { readonly route: BoundRoute; readonly map: JsonMap | null }

async function look(scout: Scout, route: BoundRoute, id: string): Promise<Look> {
  const operation = mapRead(scout.contract);
  const path = routePrefix(route) + fillPath(scout.contract, operation.path, id, null, '');
  const outcome = await scoutRead(scout.dispatch, path);
  const body = okBody(outcome);
  return { url: scout.endpoint.origin + path, outcome, route, map: body === null ? null : readableMap(body, operation.responseMap ?? '') };
}

/** The map of an answer; an empty one is taken for what it is meant to be however it is written: whether that is right is for the judge to say. */
function readableMap(body: Uint8Array, pointer: JsonPointer): JsonMap | null {
  return mapAt(body, pointer) ?? (isEmptyAt(body, pointer) ? new Map() : null);
}

/** A resource that shows itself while its map is not found may be one whose map is empty. */
async function mapOfShownResource(scout: Scout, looks: readonly Look[], id: string): Promise<Look | null> {
  for (const missing of looks.filter(({ outcome }) => outcome.answer?.status === 404)) {
    if (resourceRead(scout.contract) !== mapRead(scout.contract) && (await readResource(scout, missing.route, id)) !== null) return { ...missing, map: new Map() };
  }
  return null;
}

/** The answer of the resource view on a route; null when it is not 200 with JSON, or the contract has none. */
export async function readResource(scout: Scout, route: BoundRoute, id: string): Promise<unknown> {
  const operation = resourceRead(scout.contract);
  if (operation === null) return null;
  const body = okBody(await scoutRead(scout.dispatch, routePrefix(route) + fillPath(scout.contract, operation.path, id, null, '')));
  return body === null ? null : (jsonOf(body) ?? null);
}

/** The project that owns a resource, as its own view tells. */
export function projectOf(contract: Contract, view: unknown): string | null {
  const { noun } = contract.resource;
  const names = ['tenant_id', 'project_id', 'os-vol-tenant-attr:tenant_id', 'os-vol-tenant-attr:project_id'];
  const ids = names.map((name) => resolvePointer(view, `/${noun}/${name}`)).filter((id) => typeof id === 'string');
  return ids[0] ?? null;
}

async function lookAtAll(scout: Scout, routes: readonly BoundRoute[], id: string): Promise<readonly Look[]> {
  const looks: Look[] = [];
  for (const route of routes) looks.push(await look(scout, route, id));
  return looks;
}

/** The routes that answer 200 with the map, in order of preference. @throws {TargetError} when none does. */
export async function findRoutes(scout: Scout, id: string, projectId: string | null): Promise<Found> {
  const first = candidateRoutes(scout.endpoint, scout.contract, projectId);
  const looks = await lookAtAll(scout, first, id);
  const main = looks.find(({ map }) => map !== null) ?? (await mapOfShownResource(scout, looks, id));
  if (main === null || main.map === null) throw preflightError(scout.contract, id, looks);
  const owner = projectId ?? scout.endpoint.projectId ?? projectOf(scout.contract, await readResource(scout, main.route, id));
  const known = new Set(first.map(routePrefix));
  const more = await lookAtAll(scout, candidateRoutes(scout.endpoint, scout.contract, owner).filter((route) => !known.has(routePrefix(route))), id);
  const { map } = main;
  const same = [...looks, ...more].filter((other) => other !== main && other.map !== null && differingKeys(other.map, map).length === 0);
  return { routes: [main.route, ...same.map(({ route }) => route)], map };
}

/** The map on a route that is known to work for another resource. @throws {TargetError} when it does not answer. */
export async function readOn(scout: Scout, route: BoundRoute, id: string): Promise<JsonMap> {
  const first = await look(scout, route, id);
  const seen = first.map === null ? ((await mapOfShownResource(scout, [first], id)) ?? first) : first;
  if (seen.map === null) throw preflightError(scout.contract, id, [seen]);
  return seen.map;
}

/** The microversions the version document announces; null when there is none. */
export async function announcedMicroversions(scout: Scout, route: BoundRoute): Promise<{ readonly min: string; readonly max: string } | null> {
  if (scout.contract.microversions === null) return null;
  const body = okBody(await scoutRead(scout.dispatch, `${route.base}${route.version}/`));
  if (body === null) return null;
  const document = jsonOf(body);
  const text = (pointer: JsonPointer): string => {
    const value = resolvePointer(document, pointer);
    return typeof value === 'string' ? value : '';
  };
  const [min, max] = [text('/version/min_version'), text('/version/version')];
  return max === '' ? null : { min, max };
}

/** The item limit the service announces: `announced` is false when it says nothing; `maxItems` is null then, and when it says that there is none. */
export async function announcedQuota(scout: Scout, route: BoundRoute): Promise<{ readonly maxItems: number | null; readonly announced: boolean }> {
  const place = scout.contract.quota.announcedAt;
  if (place === null) return { maxItems: null, announced: false };
  const body = okBody(await scoutRead(scout.dispatch, routePrefix(route) + place.path));
  const value = body === null ? undefined : resolvePointer(jsonOf(body), place.pointer);
  if (typeof value !== 'number') return { maxItems: null, announced: false };
  return { maxItems: value < 0 ? null : value, announced: true };
}
