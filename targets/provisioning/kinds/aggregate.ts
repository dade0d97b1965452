/** Host aggregates: an empty one. One with hosts is somebody's, whatever its name. */
import { resolvePointer } from '../../../contracts/json-pointer.ts';
import { listedAt } from '../listed-at.ts';
import { madeFrom } from '../resource-kind.ts';
import type { ResourceKind } from '../resource-kind.ts';
import type { Door } from '../service-door.ts';

/** The hosts of an aggregate, in words; null when it has none. */
function inUse(view: unknown): string | null {
  const hosts = resolvePointer(view, '/aggregate/hosts');
  return Array.isArray(hosts) && hosts.length > 0 ? `has ${hosts.length} ${hosts.length === 1 ? 'host' : 'hosts'}` : null;
}

/** Aggregate ids are counted, and may be given again: only one that bears our name and holds no host is ours. */
async function untouchable(door: Door, id: string, name: string): Promise<string | null> {
  const said = await door.get(`/os-aggregates/${id}`);
  if (said.status !== 200) return null;
  const shown = resolvePointer(said.json, '/aggregate/name');
  if (shown !== name) return `it is called ${JSON.stringify(shown)} now, which is no name of ours`;
  const hosts = inUse(said.json);
  return hosts === null ? null : `it ${hosts}`;
}

/** Host aggregates of the compute service, which only administrators make. */
export const aggregate: ResourceKind = {
  noun: 'aggregate', types: ['compute'], metadataAt: ['compute'], version: '/v2.1', project: false, after: null, patienceMs: 30_000, inUse, untouchable,
  create: async (door, name) => {
    const said = await door.post('/os-aggregates', { aggregate: { name } });
    return madeFrom(said, resolvePointer(said.json, '/aggregate/id'));
  },
  progress: async (door, id) => {
    const { status } = await door.get(`/os-aggregates/${id}`);
    if (status === 404) return 'gone';
    return status === 200 ? 'ready' : 'pending';
  },
  remove: (door, id) => door.delete(`/os-aggregates/${id}`),
  find: async (door, prefix) => {
    const said = await door.get('/os-aggregates');
    return said.status === 200 ? listedAt(said.json, '/aggregates').map(({ id, name }) => ({ id: String(id), name: String(name) })).filter(({ name }) => name.startsWith(prefix)) : null;
  },
};
