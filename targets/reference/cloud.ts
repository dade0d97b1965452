/**
 * A small cloud in this process: Keystone, Nova, Glance and what else the contracts name, over real HTTP on the loopback. What it serves is
 * read from the contracts; how a request passes through it stands in `pipeline.ts`; what can be broken in it, in `faults/`.
 */
import type { AddressInfo } from 'node:net';
import type { Contract, ContractId } from '../../contracts/contract.ts';
import { findContracts } from '../../contracts/find-contracts.ts';
import { catalogOf } from './catalog.ts';
import type { Endpoint } from './catalog.ts';
import { correctParts } from './correct-parts.ts';
import { httpShell } from './http-shell.ts';
import { Identity } from './identity.ts';
import { allPages } from './pages/all-pages.ts';
import { withFaults } from './fault.ts';
import type { Fault } from './fault.ts';
import { answer } from './pipeline.ts';
import { routeTable } from './routes.ts';
import type { Route } from './routes.ts';
import { seed, seedTokens, seedUsers } from './seed.ts';
import type { TokenName, UserName } from './seed.ts';
import { serviceOf } from './services.ts';
import { Store } from './store.ts';
import { Timers } from './timers.ts';

/** How a reference cloud is started; every member may be left out. */
export interface ReferenceCloudOptions {
  /** TCP port; 0 (the default) takes a free one. */
  readonly port?: number;
  /** Address to listen on, by default 127.0.0.1. */
  readonly host?: string;
  /** What it serves, by default all contracts that come with metaconform. */
  readonly contracts?: readonly Contract[];
  /** What is wrong with it; none by default. */
  readonly faults?: readonly Fault[];
  /** Item limits by contract id, null for none; by default what the contracts say. */
  readonly quota?: Readonly<Record<ContractId, number | null>>;
  /** Passwords and token ids, for tests that look for them where they must not be. */
  readonly secrets?: {
    readonly passwords?: Readonly<Partial<Record<UserName, string>>>;
    readonly tokens?: Readonly<Partial<Record<TokenName, string>>>;
    /** Password of servers that are made or rescued. */
    readonly adminPass?: string;
  };
  /** How long tokens hold, in seconds; 3600 by default. */
  readonly tokenLifetimeS?: number;
  /** How long a server is in BUILD, in milliseconds; 150 by default. */
  readonly buildMs?: number;
}

/** The inside of the cloud, as its parts see it. */
export interface Cloud {
  /** `http://host:port`, once it listens. */
  readonly url: string;
  readonly contracts: readonly Contract[];
  readonly store: Store;
  readonly identity: Identity;
  readonly routes: readonly Route[];
  readonly adminPass: string;
  readonly buildMs: number;
  /** Item limit of a contract, null for none. */
  readonly quotaOf: (contract: Contract) => number | null;
  /** The catalog, for a project. */
  readonly endpoints: (projectId: string) => readonly Endpoint[];
  /** Do something after a while, unless the cloud is closed before. */
  readonly later: (ms: number, work: () => void) => void;
  /** Wait for a while; ends at once when the cloud is closed. */
  readonly pause: (ms: number) => Promise<void>;
}

/** A running reference cloud. */
export interface ReferenceCloud {
  readonly url: string;
  /** Keystone's URL: `http://host:port/identity/v3`. */
  readonly authUrl: string;
  /** Endpoints by service type, those with a project id for demo. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Ids of three resources of demo by contract id. */
  readonly resources: Readonly<Record<ContractId, readonly string[]>>;
  /** Valid tokens of the owner (member of demo), the administrator, a reader of demo and a member of another project, and an expired one of the owner. */
  readonly tokens: Readonly<Record<TokenName, string>>;
  readonly users: Readonly<Record<UserName, { readonly name: string; readonly password: string; readonly project: string; readonly projectId: string }>>;
  /** Stop serving; ends when nothing of the cloud keeps the process alive. */
  readonly close: () => Promise<void>;
}

/** Start a reference cloud. @throws Error when the port is taken. */
export async function startReferenceCloud(options: ReferenceCloudOptions = {}): Promise<ReferenceCloud> {
  const contracts = options.contracts ?? findContracts();
  const users = seedUsers(options.secrets?.passwords ?? {});
  const identity = new Identity(Object.values(users), (options.tokenLifetimeS ?? 3600) * 1000);
  const store = new Store();
  const resources = seed({ store, users }, contracts);
  const timers = new Timers();
  const listening = { url: '' };
  const cloud: Cloud = {
    get url() { return listening.url; },
    contracts, store, identity, routes: routeTable(contracts, allPages(contracts)),
    adminPass: options.secrets?.adminPass ?? 'hXdLibqaEB2H', buildMs: options.buildMs ?? 150,
    quotaOf: (contract) => options.quota?.[contract.id] === undefined ? contract.quota.maxItems : options.quota[contract.id]!,
    endpoints: (projectId) => catalogOf(contracts, listening.url, projectId),
    later: (ms, work) => { timers.start(ms, work); },
    pause: async (ms) => new Promise<void>((resolve) => { timers.start(ms, resolve, resolve); }),
  };
  const parts = withFaults(correctParts, options.faults ?? []);
  const server = httpShell({ meet: async (head) => parts.meet(head, cloud), answer: async (raw) => answer(raw, cloud, parts) });
  await server.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  const { address, family, port } = server.server.address() as AddressInfo;
  listening.url = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  return {
    url: listening.url, authUrl: `${listening.url}${serviceOf('identity').mount}/v3`,
    endpoints: Object.fromEntries(cloud.endpoints(users.owner.project.id).map(({ type, url }) => [type, url])),
    resources, tokens: seedTokens(identity, users, options.secrets?.tokens ?? {}),
    users: Object.fromEntries(Object.entries(users).map(([name, { name: login, password, project }]) => [name, { name: login, password, project: project.name, projectId: project.id }])) as ReferenceCloud['users'],
    close: async () => {
      timers.close();
      await server.close();
    },
  };
}
