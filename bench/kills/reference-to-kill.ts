/** A reference cloud for runs that are killed: what is named in it holds metadata of somebody's. */
import { startReferenceCloud, type ReferenceCloud } from '../../targets/reference/cloud.ts';
import { ask } from '../../targets/reference/ask.ts';
import type { CloudFlags } from './watch.ts';

/** A cloud and how runs call it. */
export interface ReferenceToKill {
  readonly cloud: ReferenceCloud;
  readonly flags: CloudFlags;
  close(): Promise<void>;
}

/** Start it in this process, with two servers and an aggregate to be named. */
export async function referenceToKill(): Promise<ReferenceToKill> {
  const cloud = await startReferenceCloud();
  // An aggregate does not lose a zone that a run gives it; it goes back to the one it had.
  const servers = cloud.resources['server']?.slice(0, 2) ?? [];
  const [aggregate = ''] = cloud.resources['aggregate'] ?? [];
  for (const [index, id] of servers.entries()) await ask(cloud, 'PUT', `/v2.1/servers/${id}/metadata`, { body: { metadata: { role: `db ${index}`, owner: 'alice', empty: '' } } });
  await ask(cloud, 'POST', `/v2.1/os-aggregates/${aggregate}/action`, { token: cloud.tokens.admin, body: { set_metadata: { metadata: { rack: '7', availability_zone: 'north' } } } });
  const { owner, admin, stranger } = cloud.tokens;
  return {
    cloud,
    flags: {
      options: { endpoint: Object.entries(cloud.endpoints).filter(([type]) => ['compute', 'image', 'block-storage'].includes(type)).map(([type, url]) => `${type}=${url}`), token: owner, adminToken: admin, strangerToken: stranger },
      resources: [...servers.map((id) => ({ kind: 'server', id })), { kind: 'aggregate', id: aggregate }],
    },
    close: () => cloud.close(),
  };
}
