/** Flavors: a small one that no project may see, so that nobody boots from it while it is there. */
import { resolvePointer } from '../../../contracts/json-pointer.ts';
import { listedAt } from '../listed-at.ts';
import { madeFrom } from '../resource-kind.ts';
import type { Listed, ResourceKind } from '../resource-kind.ts';
import type { Door } from '../service-door.ts';

const PAGE = 200;
const MOST_PAGES = 50;

/** Only `is_public=None` lists the private ones too (Nova's API reference, "List Flavors"); names cannot be asked for. */
async function find(door: Door, prefix: string): Promise<readonly Listed[] | null> {
  const found: Listed[] = [];
  let marker = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const said = await door.get(`/flavors?is_public=None&limit=${PAGE}${marker}`);
    if (said.status !== 200) return null;
    const flavors = listedAt(said.json, '/flavors').map(({ id, name }) => ({ id: String(id), name: String(name) }));
    found.push(...flavors.filter(({ name }) => name.startsWith(prefix)));
    if (flavors.length < PAGE) return found;
    marker = `&marker=${encodeURIComponent(flavors.at(-1)?.id ?? '')}`;
  }
  return null;
}

/** Flavors of the compute service, which only administrators make. */
export const flavor: ResourceKind = {
  noun: 'flavor', types: ['compute'], metadataAt: ['compute'], version: '/v2.1', project: false, after: null, patienceMs: 30_000, find,
  create: async (door, name) => {
    const said = await door.post('/flavors', { flavor: { name, ram: 64, vcpus: 1, disk: 1, 'os-flavor-access:is_public': false } });
    return madeFrom(said, resolvePointer(said.json, '/flavor/id'));
  },
  progress: async (door, id) => {
    const { status } = await door.get(`/flavors/${id}`);
    if (status === 404) return 'gone';
    return status === 200 ? 'ready' : 'pending';
  },
  remove: (door, id) => door.delete(`/flavors/${id}`),
};
