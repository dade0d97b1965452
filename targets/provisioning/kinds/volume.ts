/** Volumes of the smallest size, and snapshots of one of them. */
import { resolvePointer } from '../../../contracts/json-pointer.ts';
import { listedAt } from '../listed-at.ts';
import { madeFrom, progressOf } from '../resource-kind.ts';
import type { Made, ResourceKind } from '../resource-kind.ts';
import type { Door } from '../service-door.ts';

const TYPES = ['block-storage', 'volumev3', 'volume'];

function blockKind(noun: 'volume' | 'snapshot', after: string | null, create: ResourceKind['create']): ResourceKind {
  return {
    noun, types: TYPES, metadataAt: TYPES, version: '/v3', project: true, after, patienceMs: 120_000, create,
    progress: async (door, id) => {
      const said = await door.get(`/${noun}s/${id}`);
      return progressOf(said, resolvePointer(said.json, `/${noun}/status`), ['available'], /^error/);
    },
    remove: (door, id) => door.delete(`/${noun}s/${id}`),
    find: async (door, prefix) => {
      const said = await door.get(`/${noun}s`);
      return said.status === 200 ? listedAt(said.json, `/${noun}s`).map(({ id, name }) => ({ id: String(id), name: String(name) })).filter(({ name }) => name.startsWith(prefix)) : null;
    },
  };
}

async function post(door: Door, noun: string, asked: Readonly<Record<string, unknown>>): Promise<Made> {
  const said = await door.post(`/${noun}s`, { [noun]: asked });
  return madeFrom(said, resolvePointer(said.json, `/${noun}/id`));
}

/** Volumes of 1 GiB, the least that the service gives. */
export const volume = blockKind('volume', null, (door, name) => post(door, 'volume', { name, size: 1 }));

/** Snapshots of a volume that was made before. */
export const snapshot = blockKind('snapshot', 'volume', async (door, name, means) => {
  const source = means.made('volume');
  return source === null ? { problem: 'there is no volume to make it of', uncertain: false } : post(door, 'snapshot', { name, volume_id: source });
});
