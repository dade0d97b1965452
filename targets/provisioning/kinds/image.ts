/** Images: a private one of a kilobyte, made in the image service. */
import { resolvePointer } from '../../../contracts/json-pointer.ts';
import { listedAt } from '../listed-at.ts';
import { madeFrom, progressOf } from '../resource-kind.ts';
import type { Listed, Made, ResourceKind } from '../resource-kind.ts';
import type { Door } from '../service-door.ts';

const SIZE_BYTES = 1024;
const PAGE = 200;
const MOST_PAGES = 50;
/** JSON Patch as the image service takes it (its API reference, "Update image"). */
const PATCH = 'application/openstack-images-v2.1-json-patch';

async function create(door: Door, name: string): Promise<Made> {
  const said = await door.post('/images', { name, disk_format: 'raw', container_format: 'bare', visibility: 'private' });
  const made = madeFrom(said, resolvePointer(said.json, '/id'));
  // Without data it stays queued, which shows as a failure soon enough.
  if ('id' in made) await door.put(`/images/${made.id}/file`, new Uint8Array(SIZE_BYTES), 'application/octet-stream');
  return made;
}

/** The protection, which metadata may have set, keeps even the owner from deleting. */
async function remove(door: Door, id: string): ReturnType<ResourceKind['remove']> {
  const said = await door.delete(`/images/${id}`);
  if (said.status !== 403) return said;
  await door.patch(`/images/${id}`, [{ op: 'replace', path: '/protected', value: false }], PATCH);
  return door.delete(`/images/${id}`);
}

/** The image service finds by whole names only, so its list is gone through. */
async function find(door: Door, prefix: string): Promise<readonly Listed[] | null> {
  const found: Listed[] = [];
  let marker = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const said = await door.get(`/images?limit=${PAGE}&visibility=private${marker}`);
    if (said.status !== 200) return null;
    const images = listedAt(said.json, '/images').map(({ id, name }) => ({ id: String(id), name: String(name) }));
    found.push(...images.filter(({ name }) => name.startsWith(prefix)));
    if (images.length < PAGE) return found;
    marker = `&marker=${images.at(-1)?.id ?? ''}`;
  }
  return null;
}

/** Images of the image service. */
export const image: ResourceKind = {
  noun: 'image', types: ['image'], metadataAt: ['compute'], version: '/v2', project: false, after: null, patienceMs: 60_000, create, remove, find,
  progress: async (door, id) => {
    const said = await door.get(`/images/${id}`);
    return progressOf(said, resolvePointer(said.json, '/status'), ['active'], /^(killed|deactivated)$/);
  },
};
