/** Servers: states, lock, and Nova's representation of them. */
import { textOf } from '../json.ts';
import type { Json, JsonMap } from '../json.ts';
import type { PageContext } from '../parts.ts';
import type { Resource } from '../store.ts';
import { ownerOrAdmin, timestamp } from './kind.ts';
import type { Kind } from './kind.ts';
import { plainKind } from './plain.ts';

/** vm_state to the status that people see and to the hypervisor's power state. */
const STATES: Readonly<Record<string, readonly [status: string, power: number]>> = {
  active: ['ACTIVE', 1], paused: ['PAUSED', 3], suspended: ['SUSPENDED', 4], stopped: ['SHUTOFF', 4], building: ['BUILD', 0], rescued: ['RESCUE', 1],
  error: ['ERROR', 0], shelved_offloaded: ['SHELVED_OFFLOADED', 4], resized: ['VERIFY_RESIZE', 1],
};

/** `self` and `bookmark` links of a compute resource. */
export function links(context: PageContext, path: string): Json {
  const self = `${context.cloud.url}${context.match.version}${path}`;
  return [new Map([['rel', 'self'], ['href', self]]), new Map([['rel', 'bookmark'], ['href', `${context.cloud.url}${path}`]])];
}

function reference(context: PageContext, collection: string, id: Json | undefined): Json {
  if (typeof id !== 'string') return '';
  return new Map<string, Json>([['id', id], ['links', [new Map([['rel', 'bookmark'], ['href', `${context.cloud.url}/${collection}/${id}`]])]]]);
}

function view(context: PageContext, server: Resource): JsonMap {
  const vmState = textOf(server.traits.get('vm_state'));
  const [status, power] = STATES[vmState] ?? ['UNKNOWN', 0];
  const launched = server.traits.get('launched_at') ?? null;
  const shown = new Map<string, Json>([
    ['id', server.id], ['name', server.name], ['status', status], ['tenant_id', server.project], ['user_id', server.traits.get('user_id') ?? ''],
    ['metadata', new Map()], ['hostId', vmState === 'shelved_offloaded' ? '' : 'c2fc8c148db626b89f3bc657aa40415231717d0735ee96ebe7f13f55'],
    ['image', reference(context, 'images', server.traits.get('image'))], ['flavor', reference(context, 'flavors', server.traits.get('flavor'))],
    ['created', timestamp(server.createdAt)], ['updated', timestamp(server.updatedAt ?? server.createdAt)], ['addresses', new Map()],
    ['accessIPv4', ''], ['accessIPv6', ''], ['links', links(context, `/servers/${server.id}`)], ['OS-DCF:diskConfig', 'MANUAL'],
    ['OS-EXT-AZ:availability_zone', 'nova'], ['config_drive', ''], ['key_name', null],
    ['OS-SRV-USG:launched_at', launched], ['OS-SRV-USG:terminated_at', null],
    ['OS-EXT-STS:task_state', server.traits.get('task_state') ?? null], ['OS-EXT-STS:vm_state', vmState], ['OS-EXT-STS:power_state', power],
    ['os-extended-volumes:volumes_attached', []],
  ]);
  if (status === 'ACTIVE') shown.set('progress', 0);
  // A server tells of its lock from 2.9 on, of its description from 2.19, of its tags from 2.26.
  const { microversion } = context;
  if (microversion !== null && microversion.minor >= 9) shown.set('locked', server.traits.get('locked') === true);
  if (microversion !== null && microversion.minor >= 19) shown.set('description', server.traits.get('description') ?? null);
  if (microversion !== null && microversion.minor >= 26) shown.set('tags', []);
  if (microversion !== null && microversion.minor >= 47) shown.set('flavor', new Map<string, Json>([['original_name', 'm1.nano'], ['vcpus', 1], ['ram', 64], ['disk', 1], ['ephemeral', 0], ['swap', 0], ['extra_specs', new Map()]]));
  return shown;
}

/** Servers of the compute service. */
export const serverKind: Kind = {
  ...plainKind('server'),
  // A UUID is the same in upper case (RFC 9562, section 4).
  readId: (text) => text.toLowerCase(),
  isVisible: ownerOrAdmin,
  view,
  notFound: (id) => `Instance ${id} could not be found.`,
};
