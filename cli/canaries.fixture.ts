/** Secrets that can be told from anything else, a cloud that knows them, and calls whose every byte is searched for them. */
import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startReferenceCloud, type ReferenceCloud } from '../targets/reference/cloud.ts';
import type { Fault } from '../targets/reference/fault.ts';
import { callCommandLine, type Ended, newFolder } from './command-line.fixture.ts';
import type { Gossip } from './gossip.fixture.ts';
import { findSecrets, findSecretsIn } from './secret-search.fixture.ts';

/** Characters that JSON, HTML, XML, URLs and shells each escape; the one for headers has no space and no umlaut. */
const canary = (name: string): string => `c4nary-${name}~/+&<"é' %41$\\x`;
const inHeader = (name: string): string => `c4nary-${name}~/+&<"'%41$\\x`;

/** One of each kind of credential. */
export const SECRETS = {
  owner: canary('owner'), admin: canary('admin'), unused: canary('unused'), environment: canary('environment'), application: canary('application'),
  token: inHeader('token'), adminToken: inHeader('admin-token'), strangerToken: inHeader('stranger-token'), expired: inHeader('expired'), brokerToken: inHeader('broker-token'),
  accessKey: inHeader('AK'), adminKey: inHeader('admin-AK'), secretKey: canary('SK'), securityToken: inHeader('security-token'), serverPassword: inHeader('adminPass'),
};

/** Start a cloud that tells on. Close it. */
export function startTelling(told: Gossip, faults: readonly Fault[] = []): Promise<ReferenceCloud> {
  return startReferenceCloud({
    faults: [told.fault, ...faults],
    secrets: { passwords: { owner: SECRETS.owner, admin: SECRETS.admin }, tokens: { owner: SECRETS.token, admin: SECRETS.adminToken, stranger: SECRETS.strangerToken }, adminPass: SECRETS.serverPassword },
  });
}

/** A folder with the files of the openstack client. */
export function cloudFiles({ authUrl, users, endpoints }: ReferenceCloud): string {
  const folder = newFolder();
  const as = (name: 'owner' | 'admin', auth: object): object => ({ auth: { auth_url: authUrl, username: users[name].name, project_name: users[name].project, ...auth } });
  const overrides = Object.fromEntries(Object.entries(endpoints).map(([type, url]) => [`${type.replaceAll('-', '_')}_endpoint_override`, url]));
  const key = (ak: string): object => ({ ...overrides, auth_type: 'aksk', ak, sk: SECRETS.secretKey, security_token: SECRETS.securityToken, auth: {} });
  const application = (secret: string): object => ({ auth_type: 'v3applicationcredential', auth: { auth_url: authUrl, application_credential_id: 'of-a-test', application_credential_secret: secret } });
  const clouds = {
    owner: as('owner', {}), admin: as('admin', { password: SECRETS.admin }),
    stranger: { auth_type: 'token', auth: { auth_url: authUrl, token: SECRETS.strangerToken, project_name: users.stranger.project } },
    key: key(SECRETS.accessKey), adminKey: key(SECRETS.adminKey), unused: as('owner', { password: SECRETS.unused }), wrong: as('owner', { password: SECRETS.unused }),
    application: application(SECRETS.application), wrongApplication: application(SECRETS.unused),
  };
  // JSON is YAML.
  writeFileSync(join(folder, 'clouds.yaml'), JSON.stringify({ clouds }));
  writeFileSync(join(folder, 'secure.yaml'), JSON.stringify({ clouds: { owner: { auth: { password: SECRETS.owner } } } }));
  return folder;
}

/** Two resources of each of the kinds, as flags. */
export function resources({ resources: all }: ReferenceCloud, kinds: readonly string[] = Object.keys(all)): readonly string[] {
  return kinds.flatMap((kind) => (all[kind] ?? []).slice(0, 2).flatMap((id) => ['--resource', `${kind}=${id}`]));
}

/** How a call ended, and what was found. */
export interface Searched extends Ended {
  readonly hits: readonly string[];
  readonly cwd: string;
  readonly state: string;
}

export interface SearchOptions {
  readonly variables?: Readonly<Record<string, string>>;
  readonly onStart?: (child: ChildProcess) => void;
  /** Where it is called; absent: a new folder. */
  readonly cwd?: string;
  /** Secrets beside ours. */
  readonly more?: Readonly<Record<string, string>>;
}

/** Call the command line where its files and journals can be searched, and search them with all it printed. */
export async function callAndSearch(args: readonly string[], told: Gossip, { variables = {}, onStart, cwd = newFolder(), more = {} }: SearchOptions = {}): Promise<Searched> {
  const state = newFolder();
  const ended = await callCommandLine(args, { cwd, variables: { XDG_STATE_HOME: state, OS_PASSWORD: SECRETS.environment, ...variables }, ...(onStart === undefined ? {} : { onStart }) });
  const issued = [...told.tokens].filter((token) => !token.startsWith('not-a-token')).map((token): readonly [string, string] => [`issued ${token.slice(0, 8)}`, token]);
  const secrets = { ...SECRETS, ...more, ...Object.fromEntries(issued) };
  const printed = [findSecrets('stdout', Buffer.from(ended.out), secrets), findSecrets('stderr', Buffer.from(ended.err), secrets)].flat();
  return { ...ended, cwd, state, hits: [...printed, ...findSecretsIn(cwd, secrets), ...findSecretsIn(state, secrets)] };
}
