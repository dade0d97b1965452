/** What moves a server from state to state. */
import { isMap, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import type { Page, PageContext, PageReply } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import type { Resource } from '../store.ts';
import { initialMetadata, onlyMember, requireAdmin, requireMember, shown, visibleResource } from './page-tools.ts';

const KIND = 'compute/server';

/** A move between vm_states: from which, to which. */
interface Move {
  readonly from: readonly string[];
  readonly to: string;
}

const MOVES: Readonly<Record<string, Move>> = {
  'os-stop': { from: ['active', 'error'], to: 'stopped' },
  'os-start': { from: ['stopped'], to: 'active' },
  pause: { from: ['active'], to: 'paused' },
  unpause: { from: ['paused'], to: 'active' },
  suspend: { from: ['active'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'active' },
  shelve: { from: ['active', 'stopped', 'paused', 'suspended'], to: 'shelved_offloaded' },
  unshelve: { from: ['shelved_offloaded'], to: 'active' },
  rescue: { from: ['active', 'stopped', 'error'], to: 'rescued' },
  unrescue: { from: ['rescued'], to: 'active' },
  reboot: { from: ['active', 'stopped', 'paused', 'suspended', 'error'], to: 'active' },
};

function checkLock(context: PageContext, server: Resource): void {
  if (server.traits.get('locked') !== true || context.caller.roles.includes('admin')) return;
  throw new Refusal(409, 'state', `Instance ${server.id} is locked`);
}

function move(context: PageContext, server: Resource, name: string, { from, to }: Move): PageReply {
  checkLock(context, server);
  const state = textOf(server.traits.get('vm_state'));
  if (!from.includes(state)) throw new Refusal(409, 'state', `Cannot '${name.replace('os-', '')}' instance ${server.id} while it is in vm_state ${state}`);
  server.traits.set('vm_state', to);
  server.updatedAt = new Date();
  return name === 'rescue' ? { status: 200, body: new Map([['adminPass', context.cloud.adminPass]]) } : { status: 202, body: null };
}

function lock(context: PageContext, server: Resource, locked: boolean): PageReply {
  // A lock of the administrator is not the owner's to open.
  if (!locked && server.traits.get('locked_by') === 'admin') requireAdmin(context, 'os_compute_api:os-lock-server:unlock:unlock_override');
  server.traits.set('locked', locked).set('locked_by', context.caller.roles.includes('admin') ? 'admin' : 'owner');
  return { status: 202, body: null };
}

function resetState(context: PageContext, server: Resource, value: Json): PageReply {
  requireAdmin(context, 'os_compute_api:os-admin-actions:reset_state');
  const state = isMap(value) ? value.get('state') : undefined;
  if (state !== 'active' && state !== 'error') throw new Refusal(400, 'invalid', 'Invalid input for field/attribute state.');
  server.traits.set('vm_state', state);
  return { status: 202, body: null };
}

async function rebuild(context: PageContext, server: Resource, value: Json): Promise<PageReply> {
  checkLock(context, server);
  const metadata = isMap(value) ? value.get('metadata') : undefined;
  if (metadata !== undefined) server.metadata = initialMetadata(context, KIND, metadata);
  server.updatedAt = new Date();
  return { status: 202, body: await shown(context, server) };
}

async function act(context: PageContext): Promise<PageReply> {
  const [name, value] = onlyMember(context.body);
  const known = Object.hasOwn(MOVES, name) || ['lock', 'unlock', 'os-resetState', 'rebuild'].includes(name);
  if (!known) throw new Refusal(400, 'invalid', `There is no such action: ${name}`);
  const server = visibleResource(context, KIND, 'server_id');
  requireMember(context);
  switch (name) {
    case 'lock': return lock(context, server, true);
    case 'unlock': return lock(context, server, false);
    case 'os-resetState': return resetState(context, server, value);
    case 'rebuild': return rebuild(context, server, value);
    default: return move(context, server, name, MOVES[name]!);
  }
}

/** The page of server actions. */
export const serverActionPages: readonly Page[] = [
  { service: 'compute', versions: ['/v2.1', '/v2'], method: 'POST', path: '/servers/{server_id}/action', answer: act },
];
