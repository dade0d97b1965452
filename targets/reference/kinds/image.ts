/** Images: visibility, core fields, and Nova's proxy representation of them. */
import type { Json, JsonMap } from '../json.ts';
import type { PageContext } from '../parts.ts';
import type { Resource } from '../store.ts';
import { ownerOrAdmin, timestamp } from './kind.ts';
import type { Kind } from './kind.ts';
import { plainKind } from './plain.ts';
import { links } from './server.ts';

/** Fields of Glance's representation that are no custom property, with what they are for the images of this cloud. */
export function coreFields(image: Resource): JsonMap {
  const path = `/v2/images/${image.id}`;
  return new Map<string, Json>([
    ['name', image.name], ['disk_format', 'raw'], ['container_format', 'bare'], ['visibility', image.traits.get('visibility') ?? 'private'],
    ['size', image.traits.get('size') ?? null], ['virtual_size', image.traits.get('size') ?? null], ['status', image.traits.get('status') ?? 'active'],
    ['checksum', image.traits.get('checksum') ?? null], ['protected', false], ['min_ram', 0], ['min_disk', 0], ['owner', image.project], ['os_hidden', false],
    ['os_hash_algo', null], ['os_hash_value', null], ['id', image.id], ['created_at', timestamp(image.createdAt)],
    ['updated_at', timestamp(image.updatedAt ?? image.createdAt)], ['tags', []], ['self', path], ['file', `${path}/file`], ['schema', '/v2/schemas/image'],
  ]);
}

function view(context: PageContext, image: Resource): JsonMap {
  const status = image.traits.get('status') === 'queued' ? 'SAVING' : 'ACTIVE';
  return new Map<string, Json>([
    ['id', image.id], ['name', image.name], ['minRam', 0], ['minDisk', 0], ['metadata', new Map()], ['created', timestamp(image.createdAt)],
    ['updated', timestamp(image.updatedAt ?? image.createdAt)], ['status', status], ['progress', status === 'ACTIVE' ? 100 : 25],
    ['OS-EXT-IMG-SIZE:size', image.traits.get('size') ?? 0], ['links', links(context, `/images/${image.id}`)],
  ]);
}

/** Images as Nova's proxy shows them. */
export const imageKind: Kind = {
  ...plainKind('image'),
  matchesKeyFirst: true,
  // Nova's proxy for images went at 2.36, the one for their metadata at 2.39.
  shownUpTo: '2.35',
  readId: (text) => text.toLowerCase(),
  isVisible: (image, caller) => image.traits.get('visibility') === 'public' || ownerOrAdmin(image, caller),
  view,
  notFound: () => 'Image not found.',
  itemNotFound: (effect) => (effect === 'remove' ? 'Invalid metadata key' : 'The resource could not be found.'),
  forbidden: (image) => `Not authorized for image ${image.id}.`,
  overQuota: () => 'Image metadata limit exceeded',
};
