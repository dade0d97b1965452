/** Flavors: two for everybody, since a server needs one, and those that administrators make, which only they see. */
import { randomUUID } from 'node:crypto';
import type { Json } from '../json.ts';
import { links } from '../kinds/server.ts';
import type { Page, PageContext, PageReply } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { requireAdmin, requiredMap, requiredText, visibleResource } from './page-tools.ts';

const KIND = 'compute/flavor';
const FLAVORS = [{ id: '42', name: 'm1.nano' }, { id: '84', name: 'm1.micro' }] as const;

interface Named { readonly id: string; readonly name: string }

function shownFlavor(context: PageContext, { id, name }: Named): ReadonlyMap<string, Json> {
  return new Map<string, Json>([['id', id], ['name', name], ['ram', 64], ['vcpus', 1], ['disk', 1], ['links', links(context, `/flavors/${id}`)]]);
}

function list(context: PageContext): PageReply {
  const all = context.caller.roles.includes('admin') && context.query.get('is_public') === 'None';
  const flavors: readonly Named[] = [...FLAVORS, ...(all ? context.cloud.store.list(KIND) : [])];
  return { status: 200, body: new Map([['flavors', flavors.map((one) => shownFlavor(context, one))]]) };
}

function show(context: PageContext): PageReply {
  const id = context.match.parameters.get('flavor_id')!.text;
  const found = [...FLAVORS, ...(context.caller.roles.includes('admin') ? context.cloud.store.list(KIND) : [])].find((one) => one.id === id);
  if (found === undefined) throw new Refusal(404, 'not-found', `Flavor ${id} could not be found.`);
  return { status: 200, body: new Map([['flavor', shownFlavor(context, found)]]) };
}

function create(context: PageContext): PageReply {
  requireAdmin(context, 'os_compute_api:os-flavor-manage:create');
  const name = requiredText(requiredMap(context.body, 'flavor'), 'name');
  if ([...FLAVORS, ...context.cloud.store.list(KIND)].some((one) => one.name === name)) throw new Refusal(409, 'state', `Flavor with name ${name} already exists.`);
  const made = context.cloud.store.add({ kind: KIND, id: randomUUID(), project: context.caller.project.id, name });
  return { status: 200, body: new Map([['flavor', shownFlavor(context, made)]]) };
}

function remove(context: PageContext): PageReply {
  requireAdmin(context, 'os_compute_api:os-flavor-manage:delete');
  context.cloud.store.delete(visibleResource(context, KIND, 'flavor_id'));
  return { status: 202, body: null };
}

function page(method: string, path: string, answer: (context: PageContext) => PageReply): Page {
  return { service: 'compute', versions: ['/v2.1', '/v2'], method, path, answer };
}

/** Pages about flavors. */
export const flavorPages: readonly Page[] = [
  page('GET', '/flavors', list), page('GET', '/flavors/detail', list), page('POST', '/flavors', create),
  page('GET', '/flavors/{flavor_id}', show), page('DELETE', '/flavors/{flavor_id}', remove),
];
