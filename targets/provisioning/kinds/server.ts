/** Servers: the smallest flavor, an image that is there, no network where that is allowed. */
import { resolvePointer } from '../../../contracts/json-pointer.ts';
import type { Header } from '../../dispatch.ts';
import { listedAt } from '../listed-at.ts';
import { NAME_PREFIX } from '../provisioned-name.ts';
import { madeFrom, progressOf } from '../resource-kind.ts';
import type { Made, Means, ResourceKind } from '../resource-kind.ts';
import type { Door } from '../service-door.ts';

interface Flavor { readonly id: string; readonly ram: number; readonly vcpus: number; readonly disk: number }
interface Image { readonly id: string; readonly size: number; readonly minDisk: number; readonly minRam: number }

/** The first microversion that takes `networks: none` (Nova's API version history). */
const WITHOUT_NETWORK: readonly Header[] = [['openstack-api-version', 'compute 2.37'], ['x-openstack-nova-api-version', '2.37']];
/** Some flavors are refused for what lists do not show: no room, a policy. */
const FLAVORS_TRIED = 3;

function numberAt(value: unknown, name: string): number {
  const found = (value as Readonly<Record<string, unknown>>)[name];
  return typeof found === 'number' ? found : 0;
}

async function flavors(door: Door, wanted: string | null): Promise<readonly Flavor[]> {
  if (wanted !== null) return [{ id: wanted, ram: Number.POSITIVE_INFINITY, vcpus: 0, disk: 0 }];
  const shown = listedAt((await door.get('/flavors/detail?sort_key=memory_mb&sort_dir=asc')).json, '/flavors').filter((one) => one['OS-FLV-DISABLED:disabled'] !== true && !String(one['name']).startsWith(NAME_PREFIX));
  const found = shown.map((one): Flavor => ({ id: String(one['id']), ram: numberAt(one, 'ram'), vcpus: numberAt(one, 'vcpus'), disk: numberAt(one, 'disk') }));
  return found.toSorted((one, other) => one.ram - other.ram || one.vcpus - other.vcpus || one.disk - other.disk);
}

/** Kernels and ramdisks are images too, and none to boot from alone; what another run has made may be gone in a moment. */
function usable(one: Readonly<Record<string, unknown>>): boolean {
  return String(one['status']).toLowerCase() === 'active' && !String(one['name']).startsWith(NAME_PREFIX) && !/^(aki|ari|ami)$/.test(String(one['disk_format'] ?? 'raw'));
}

/** Images as the image service lists them; without one, as the compute service does. */
async function images(door: Door, means: Means): Promise<readonly Image[]> {
  if (means.wishes.image !== null) return [{ id: means.wishes.image, size: 0, minDisk: 0, minRam: 0 }];
  const imageDoor = means.door('image');
  const shown = imageDoor === null ? [] : listedAt((await imageDoor.get('/images?status=active&limit=200&sort_key=size&sort_dir=asc')).json, '/images').filter(usable);
  const found = shown.map((one): Image => ({ id: String(one['id']), size: numberAt(one, 'size'), minDisk: numberAt(one, 'min_disk'), minRam: numberAt(one, 'min_ram') }));
  if (found.length > 0) return found.toSorted((one, other) => one.size - other.size);
  const proxied = listedAt((await door.get('/images/detail?status=ACTIVE&limit=200')).json, '/images').filter(usable);
  return proxied.map((one): Image => ({ id: String(one['id']), size: numberAt(one, 'OS-EXT-IMG-SIZE:size'), minDisk: numberAt(one, 'minDisk'), minRam: numberAt(one, 'minRam') })).toSorted((one, other) => one.size - other.size);
}

/** Pairs of a flavor and the smallest image that fits it, the smallest first. A disk of 0 takes its size from the image. */
function pairs(allFlavors: readonly Flavor[], allImages: readonly Image[]): readonly (readonly [Flavor, Image])[] {
  return allFlavors.flatMap((flavor) => {
    const image = allImages.find(({ minDisk, minRam }) => minRam <= flavor.ram && (flavor.disk === 0 || minDisk <= flavor.disk));
    return image === undefined ? [] : [[flavor, image] as const];
  }).slice(0, FLAVORS_TRIED);
}

async function post(door: Door, server: Readonly<Record<string, unknown>>, network: string | null): Promise<Made> {
  const idOf = (json: unknown): unknown => resolvePointer(json, '/server/id');
  const ask = async (more: Readonly<Record<string, unknown>>, headers: readonly Header[] = []): Promise<Made> => {
    const said = await door.post('/servers', { server: { ...server, ...more } }, headers);
    return madeFrom(said, idOf(said.json));
  };
  if (network !== null) return ask({ networks: [{ uuid: network }] });
  const alone = await ask({ networks: 'none' }, WITHOUT_NETWORK);
  // A service without microversions, or a policy that wants a network: then as it does by itself.
  return 'id' in alone || alone.uncertain ? alone : ask({});
}

async function create(door: Door, name: string, means: Means): Promise<Made> {
  const found = [await flavors(door, means.wishes.flavor), await images(door, means)] as const;
  const choices = pairs(...found);
  if (choices.length === 0) return { problem: found[0].length === 0 ? 'no flavor is offered' : 'no active image fits a flavor', uncertain: false };
  let made: Made = { problem: '', uncertain: false };
  for (const [flavor, image] of choices) {
    made = await post(door, { name, flavorRef: flavor.id, imageRef: image.id }, means.wishes.network);
    if ('id' in made || made.uncertain) return made;
  }
  return made;
}

/** A lock, which a state action may have left, keeps even the owner from deleting. */
async function remove(door: Door, id: string): ReturnType<ResourceKind['remove']> {
  const said = await door.delete(`/servers/${id}`);
  if (said.status !== 409) return said;
  await door.post(`/servers/${id}/action`, { unlock: null });
  return door.delete(`/servers/${id}`);
}

/** Servers of the compute service. */
export const server: ResourceKind = {
  noun: 'server', types: ['compute'], metadataAt: ['compute'], version: '/v2.1', project: false, after: null, patienceMs: 180_000, create, remove,
  progress: async (door, id) => {
    const said = await door.get(`/servers/${id}`);
    return progressOf(said, resolvePointer(said.json, '/server/status'), ['ACTIVE'], /^ERROR$/);
  },
  find: async (door, prefix) => {
    const said = await door.get(`/servers?name=${encodeURIComponent(prefix)}`);
    return said.status === 200 ? listedAt(said.json, '/servers').map(({ id, name }) => ({ id: String(id), name: String(name) })).filter(({ name }) => name.startsWith(prefix)) : null;
  },
};
