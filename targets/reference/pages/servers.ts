/** Servers beside their metadata: lists, creation, deletion, renaming. */
import { randomUUID } from 'node:crypto';
import type { Json } from '../json.ts';
import { links } from '../kinds/server.ts';
import type { Page, PageContext, PageReply } from '../parts.ts';
import type { Resource } from '../store.ts';
import { initialMetadata, refuseOthers, requireMember, requiredMap, requiredText, shown, shownBare, visibleResource } from './page-tools.ts';

const KIND = 'compute/server';

function listed(context: PageContext): readonly Resource[] {
  const everybody = context.caller.roles.includes('admin') && ['1', 'true', 'True'].includes(context.query.get('all_tenants') ?? '');
  const name = context.query.get('name');
  return context.cloud.store.list(KIND).filter((server) => (everybody || server.project === context.caller.project.id) && (name === null || server.name.includes(name)));
}

function list(context: PageContext): PageReply {
  const servers = listed(context).map((server) => new Map<string, Json>([['id', server.id], ['name', server.name], ['links', links(context, `/servers/${server.id}`)]]));
  return { status: 200, body: new Map([['servers', servers]]) };
}

async function detail(context: PageContext): Promise<PageReply> {
  return { status: 200, body: new Map([['servers', await Promise.all(listed(context).map((server) => shownBare(context, server)))]]) };
}

function boot(context: PageContext, server: Resource): void {
  context.cloud.later(context.cloud.buildMs, () => {
    if (server.traits.get('vm_state') !== 'building') return;
    server.traits.set('vm_state', 'active').set('task_state', null).set('launched_at', new Date().toISOString().slice(0, 19));
    server.updatedAt = new Date();
  });
}

function create(context: PageContext): PageReply {
  requireMember(context);
  const asked = requiredMap(context.body, 'server');
  const metadata = initialMetadata(context, KIND, asked.get('metadata'));
  const server = context.cloud.store.add({
    kind: KIND, id: randomUUID(), project: context.caller.project.id, name: requiredText(asked, 'name'), metadata,
    traits: {
      vm_state: 'building', task_state: 'scheduling', locked: false, launched_at: null, image: asked.get('imageRef') ?? null,
      flavor: requiredText(asked, 'flavorRef'), user_id: context.caller.user.id, description: asked.get('description') ?? null,
    },
  });
  boot(context, server);
  const answered = new Map<string, Json>([
    ['id', server.id], ['links', links(context, `/servers/${server.id}`)], ['OS-DCF:diskConfig', 'MANUAL'],
    ['security_groups', [new Map([['name', 'default']])]], ['adminPass', context.cloud.adminPass],
  ]);
  return { status: 202, headers: [['location', `${context.cloud.url}${context.match.version}/servers/${server.id}`]], body: new Map([['server', answered]]) };
}

async function rename(context: PageContext): Promise<PageReply> {
  requireMember(context);
  const asked = requiredMap(context.body, 'server');
  refuseOthers(asked, 'server', ['name', 'description', 'accessIPv4', 'accessIPv6', 'OS-DCF:diskConfig', 'hostname']);
  const server = visibleResource(context, KIND, 'server_id');
  if (asked.has('name')) server.name = requiredText(asked, 'name');
  server.updatedAt = new Date();
  return { status: 200, body: await shown(context, server) };
}

function remove(context: PageContext): PageReply {
  const server = visibleResource(context, KIND, 'server_id');
  requireMember(context);
  context.cloud.store.delete(server);
  return { status: 204, body: null };
}

function page(method: string, path: string, answer: (context: PageContext) => Promise<PageReply> | PageReply): Page {
  return { service: 'compute', versions: ['/v2.1', '/v2'], method, path, answer };
}

/** Pages about servers. */
export const serverPages: readonly Page[] = [
  page('GET', '/servers', list), page('GET', '/servers/detail', detail), page('POST', '/servers', create),
  page('GET', '/servers/{server_id}', async (context) => ({ status: 200, body: await shown(context, visibleResource(context, KIND, 'server_id')) })),
  page('PUT', '/servers/{server_id}', rename), page('DELETE', '/servers/{server_id}', remove),
];
