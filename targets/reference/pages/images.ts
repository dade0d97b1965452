/** Images beside their metadata: Glance v2 as far as provisioning needs it, and Nova's proxy list. */
import { randomUUID } from 'node:crypto';
import { textOf } from '../json.ts';
import type { Json } from '../json.ts';
import { coreFields } from '../kinds/image.ts';
import { kindOf } from '../kinds/kinds.ts';
import { links } from '../kinds/server.ts';
import { isBeyond } from '../parts/negotiate.ts';
import type { Page, PageContext, PageReply } from '../parts.ts';
import { Refusal, noSuchApi } from '../refusal.ts';
import type { Resource } from '../store.ts';
import { requireMember, shown, visibleResource } from './page-tools.ts';

const KIND = 'compute/image';

function visibleImages({ caller, cloud, query }: PageContext): readonly Resource[] {
  const name = query.get('name');
  return cloud.store.list(KIND).filter((image) => kindOf('image').isVisible(image, caller) && (name === null || image.name === name));
}

async function glanceView(context: PageContext, image: Resource): Promise<Json> {
  return new Map([...await context.parts.load({ ...context, resource: image }), ...coreFields(image)]);
}

async function create(context: PageContext): Promise<PageReply> {
  requireMember(context);
  const asked: ReadonlyMap<string, Json> = context.body instanceof Map ? context.body : new Map();
  const core = new Set(coreFields(context.cloud.store.list(KIND)[0]!).keys());
  const properties = [...asked].filter(([name, value]) => !core.has(name) && typeof value === 'string');
  const id = asked.get('id') ?? randomUUID();
  if (typeof id !== 'string' || context.cloud.store.find(KIND, id) !== undefined) throw new Refusal(409, 'state', `Image ID ${textOf(id)} already exists!`);
  const image = context.cloud.store.add({
    kind: KIND, id, project: context.caller.project.id, name: textOf(asked.get('name') ?? ''), metadata: new Map(properties),
    traits: { visibility: asked.get('visibility') ?? 'shared', status: 'queued', size: null, checksum: null },
  });
  return { status: 201, headers: [['location', `${context.cloud.url}/image/v2/images/${id}`]], body: await glanceView(context, image) };
}

function remove(context: PageContext): PageReply {
  const image = visibleResource(context, KIND, 'image_id');
  const mayDelete = context.caller.roles.includes('admin') || (context.caller.roles.includes('member') && image.project === context.caller.project.id);
  if (!mayDelete) throw new Refusal(403, 'forbidden', kindOf('image').forbidden(image, 'delete_image'));
  context.cloud.store.delete(image);
  return { status: 204, body: null };
}

function upload(context: PageContext): PageReply {
  requireMember(context);
  const image = visibleResource(context, KIND, 'image_id');
  image.traits.set('status', 'active').set('size', context.raw.bodyBytes);
  return { status: 204, body: null };
}

function proxyList(context: PageContext): PageReply {
  if (isBeyond(context.microversion, '2.35')) throw noSuchApi();
  const images = visibleImages(context).map((image) => new Map<string, Json>([['id', image.id], ['name', image.name], ['links', links(context, `/images/${image.id}`)]]));
  return { status: 200, body: new Map([['images', images]]) };
}

async function proxyShow(context: PageContext): Promise<PageReply> {
  if (isBeyond(context.microversion, '2.35')) throw noSuchApi();
  return { status: 200, body: await shown(context, visibleResource(context, KIND, 'image_id')) };
}

function glance(method: string, path: string, answer: (context: PageContext) => Promise<PageReply> | PageReply): Page {
  return { service: 'image', versions: ['/v2'], method, path, answer };
}

/** Pages about images. */
export const imagePages: readonly Page[] = [
  glance('GET', '/images', async (context) => ({ status: 200, body: new Map([['images', await Promise.all(visibleImages(context).map((image) => glanceView(context, image)))]]) })),
  glance('POST', '/images', create),
  glance('GET', '/images/{image_id}', async (context) => ({ status: 200, body: await glanceView(context, visibleResource(context, KIND, 'image_id')) })),
  glance('DELETE', '/images/{image_id}', remove),
  { ...glance('PUT', '/images/{image_id}/file', upload), rawBody: true },
  { service: 'compute', versions: ['/v2.1', '/v2'], method: 'GET', path: '/images', answer: proxyList },
  { service: 'compute', versions: ['/v2.1', '/v2'], method: 'GET', path: '/images/{image_id}', answer: proxyShow },
];
