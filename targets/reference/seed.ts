/** What is in a fresh cloud: three projects with a user each, a reader, and two resources of every kind and more. */
import { createHash } from 'node:crypto';
import type { Contract } from '../../contracts/contract.ts';
import { pointerTokens } from '../../contracts/json-pointer.ts';
import { resourceKind } from './services.ts';
import type { Identity, Project, User } from './identity.ts';
import { newProjectId } from './identity.ts';
import type { Json } from './json.ts';
import type { Store } from './store.ts';

/** The names under which the cloud's users are known. */
export const USERS = ['owner', 'admin', 'reader', 'stranger'] as const;
export type UserName = (typeof USERS)[number];

/** The users of a fresh cloud; passwords may be given. */
export function seedUsers(passwords: Readonly<Partial<Record<UserName, string>>>): Readonly<Record<UserName, User>> {
  const project = (name: string): Project => ({ id: newProjectId(), name });
  const demo = project('demo');
  const user = (name: UserName, login: string, where: Project, role: User['role']): User => ({
    id: newProjectId(), name: login, password: passwords[name] ?? `${login}-password`, project: where, role,
  });
  return {
    owner: user('owner', 'member', demo, 'member'), reader: user('reader', 'reader', demo, 'reader'),
    admin: user('admin', 'admin', project('admin'), 'admin'), stranger: user('stranger', 'other', project('other'), 'member'),
  };
}

/** A UUID that is the same in every run, so that recordings can be compared. */
function stableUuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** What is seeded, and where the ids of what is demo's go. */
interface Seeding {
  readonly store: Store;
  readonly users: Readonly<Record<UserName, User>>;
}

function addServers({ store, users }: Seeding): readonly string[] {
  const image = stableUuid('public image');
  const add = (name: string, user: User): string => store.add({
    kind: 'compute/server', id: stableUuid(`server ${name}`), project: user.project.id, name,
    traits: { vm_state: 'active', task_state: null, locked: false, launched_at: '2026-01-01T00:00:00.000000', image, flavor: '42', user_id: user.id },
  }).id;
  add('o1', users.stranger);
  return ['s1', 's2', 's3'].map((name) => add(name, users.owner));
}

function addImages({ store, users }: Seeding): readonly string[] {
  const add = (name: string, user: User, visibility: string): string => store.add({
    kind: 'compute/image', id: stableUuid(name), project: user.project.id, name,
    traits: { visibility, status: 'active', size: 1024, checksum: '0f343b0931126a20f133d67c2b018a3b' },
  }).id;
  add('public image', users.admin, 'public');
  add('private image of other', users.stranger, 'private');
  return ['member-image', 'member-image-2', 'member-image-3'].map((name) => add(name, users.owner, 'private'));
}

function addAggregates({ store, users }: Seeding): readonly string[] {
  return ['1', '2', '3'].map((id) => store.add({
    kind: 'compute/aggregate', id, project: users.admin.project.id, name: `agg${id}`, traits: { uuid: stableUuid(`aggregate ${id}`), hosts: [] },
  }).id);
}

/** A kind without a file of its own starts in the first state in which its metadata can be written. */
function addPlain({ store, users }: Seeding, contract: Contract): readonly string[] {
  const state = pointerTokens(contract.preconditions?.pointer ?? '').at(-1);
  const traits: Record<string, Json> = state === undefined ? {} : { [state]: contract.preconditions!.writable[0] ?? 'available' };
  const { noun } = contract.resource;
  const add = (name: string, user: User): string => store.add({ kind: resourceKind(contract), id: stableUuid(`${noun} ${name}`), project: user.project.id, name, traits }).id;
  add(`${noun} of other`, users.stranger);
  return [1, 2, 3].map((number) => add(`${noun}-${number}`, users.owner));
}

const SEEDS: Readonly<Record<string, (seeding: Seeding) => readonly string[]>> = {
  'compute/server': addServers, 'compute/image': addImages, 'compute/aggregate': addAggregates,
};

/** Fill a store; gives the ids of demo's resources by contract id. Contracts that share a kind share its resources. */
export function seed(seeding: Seeding, contracts: readonly Contract[]): Readonly<Record<string, readonly string[]>> {
  const byKind = new Map<string, readonly string[]>(Object.entries(SEEDS).map(([kind, add]) => [kind, add(seeding)]));
  return Object.fromEntries(contracts.map((contract) => {
    const kind = resourceKind(contract);
    if (!byKind.has(kind)) byKind.set(kind, addPlain(seeding, contract));
    return [contract.id, byKind.get(kind)!];
  }));
}

/** The tokens the cloud hands out at its start. */
export type TokenName = UserName | 'expired';

/** Issue them; ids may be given. */
export function seedTokens(identity: Identity, users: Readonly<Record<UserName, User>>, ids: Readonly<Partial<Record<TokenName, string>>>): Readonly<Record<TokenName, string>> {
  const issue = (name: TokenName, user: User, lifetimeMs: number): string => {
    const id = ids[name];
    return identity.issue(user, { lifetimeMs, ...(id === undefined ? {} : { id }) }).id;
  };
  const lifetimeMs = identity.tokenLifetimeMs;
  return {
    owner: issue('owner', users.owner, lifetimeMs), admin: issue('admin', users.admin, lifetimeMs), reader: issue('reader', users.reader, lifetimeMs),
    stranger: issue('stranger', users.stranger, lifetimeMs), expired: issue('expired', users.owner, -1000),
  };
}
