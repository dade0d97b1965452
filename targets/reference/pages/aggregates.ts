/** Host aggregates beside their metadata: administrators make, list, rename and delete them. */
import { randomUUID } from 'node:crypto';
import type { Json } from '../json.ts';
import type { Page, PageContext, PageReply } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { refuseOthers, requireAdmin, requiredMap, requiredText, shown, shownBare, visibleResource } from './page-tools.ts';

const KIND = 'compute/aggregate';

function asked(context: PageContext): ReadonlyMap<string, Json> {
  const map = requiredMap(context.body, 'aggregate');
  refuseOthers(map, 'aggregate', ['name', 'availability_zone']);
  return map;
}

/** The zone of a request. @throws Refusal 400 for one that cannot be written into a host's zone. */
function zoneOf(map: ReadonlyMap<string, Json>): string | null {
  const zone = map.get('availability_zone') ?? null;
  if (zone === null || (typeof zone === 'string' && /^[^:]{1,255}$/.test(zone))) return zone;
  throw new Refusal(400, 'invalid', 'Invalid input for field/attribute availability_zone.');
}

function nextId(context: PageContext): string {
  return String(Math.max(0, ...context.cloud.store.list(KIND).map(({ id }) => Number(id))) + 1);
}

async function create(context: PageContext): Promise<PageReply> {
  const map = asked(context);
  requireAdmin(context, 'os_compute_api:os-aggregates:create');
  const name = requiredText(map, 'name');
  if (context.cloud.store.list(KIND).some((one) => one.name === name)) throw new Refusal(409, 'state', `Aggregate ${name} already exists.`);
  const zone = zoneOf(map);
  const aggregate = context.cloud.store.add({
    kind: KIND, id: nextId(context), project: context.caller.project.id, name, metadata: zone === null ? new Map() : new Map([['availability_zone', zone]]),
    traits: { uuid: randomUUID(), hosts: [] },
  });
  // The answer to a creation shows neither hosts nor metadata.
  const answered = [...await shownBare(context, aggregate)].filter(([member]) => member !== 'hosts' && member !== 'metadata');
  return { status: 200, body: new Map([['aggregate', new Map(answered)]]) };
}

async function list(context: PageContext): Promise<PageReply> {
  requireAdmin(context, 'os_compute_api:os-aggregates:index');
  return { status: 200, body: new Map([['aggregates', await Promise.all(context.cloud.store.list(KIND).map((one) => shownBare(context, one)))]]) };
}

async function show(context: PageContext): Promise<PageReply> {
  requireAdmin(context, 'os_compute_api:os-aggregates:show');
  return { status: 200, body: await shown(context, visibleResource(context, KIND, 'aggregate_id')) };
}

async function update(context: PageContext): Promise<PageReply> {
  const map = asked(context);
  requireAdmin(context, 'os_compute_api:os-aggregates:update');
  const aggregate = visibleResource(context, KIND, 'aggregate_id');
  if (map.has('availability_zone')) {
    const zone = zoneOf(map);
    if (zone === null) throw new Refusal(400, 'invalid', `Cannot update aggregate ${aggregate.id}. Reason: Aggregate ${aggregate.name} does not support empty named availability zone.`);
    aggregate.metadata = new Map(aggregate.metadata).set('availability_zone', zone);
  }
  if (map.has('name')) aggregate.name = requiredText(map, 'name');
  aggregate.updatedAt = new Date();
  return { status: 200, body: await shown(context, aggregate) };
}

function remove(context: PageContext): PageReply {
  requireAdmin(context, 'os_compute_api:os-aggregates:delete');
  context.cloud.store.delete(visibleResource(context, KIND, 'aggregate_id'));
  return { status: 200, body: null };
}

function page(method: string, path: string, answer: (context: PageContext) => Promise<PageReply> | PageReply): Page {
  return { service: 'compute', versions: ['/v2.1', '/v2'], method, path, answer };
}

/** Pages about host aggregates. */
export const aggregatePages: readonly Page[] = [
  page('GET', '/os-aggregates', list), page('POST', '/os-aggregates', create), page('GET', '/os-aggregates/{aggregate_id}', show),
  page('PUT', '/os-aggregates/{aggregate_id}', update), page('DELETE', '/os-aggregates/{aggregate_id}', remove),
];
