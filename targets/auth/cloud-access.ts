/** From the settings of one cloud to what a client needs of them: who asks for a token, for what, and which endpoints. */
import { Secret } from '../secret.ts';
import type { KeystoneConfig, KeystoneCredential, KeystoneScope, Named } from './keystone-token.ts';
import { isSettings } from './cloud-settings.ts';
import type { Setting, Settings } from './cloud-settings.ts';
import { needed, readerOf, wrong } from './settings-reader.ts';
import type { Reader } from './settings-reader.ts';
import type { AccessKey } from './sign-request.ts';
import { tlsFilesOf } from './tls-files.ts';
import type { TlsFiles } from './tls-files.ts';

/** Tokens from Keystone, or a key that signs each request. */
export type CloudCredential =
  | { readonly keystone: Omit<KeystoneConfig, 'timeoutMs' | 'tls'>; readonly accessKey: null }
  | { readonly keystone: null; readonly accessKey: AccessKey };

/** How one caller gets at a cloud. Holds secrets only as {@link Secret}. */
export type CloudAccess = CloudCredential & {
  /** Where it was found, for messages: `cloud "x" of /etc/openstack/clouds.yaml`, or the OS_* variables. */
  readonly origin: string;
  /** Null: any. */
  readonly region: string | null;
  readonly interface: string;
  /** Endpoints that are given rather than looked up, by service type with `-` as `_`. */
  readonly overrides: Readonly<Record<string, string>>;
  readonly tls: TlsFiles;
};

const AUTH_TYPES = ['password', 'token', 'v3applicationcredential', 'aksk'];
const INTERFACES = ['public', 'internal', 'admin'];

function domain(reader: Reader, of: string): Named['domain'] {
  const id = reader.text(`${of}_domain_id`, 'default_domain_id');
  const name = reader.text(`${of}_domain_name`, 'default_domain_name', 'default_domain');
  return id !== undefined ? { id } : name !== undefined ? { name } : undefined;
}

function user(reader: Reader): Named {
  const id = reader.text('user_id');
  return id !== undefined ? { id } : { name: needed(reader, 'username', 'user_name', 'user_id'), domain: domain(reader, 'user') };
}

const ACCESS_KEY = ['ak', 'access_key'] as const;
const SECRET_KEY = ['sk', 'secret_key'] as const;

function authType(reader: Reader): string {
  const given = reader.text('auth_type', 'auth_plugin');
  if (given !== undefined) return given;
  if (reader.text('application_credential_secret') !== undefined) return 'v3applicationcredential';
  // Clouds of Open Telekom Cloud often have a password and, for object storage, a key as well: the password then is the one that is meant.
  if (reader.text('password', 'token', 'auth_token') === undefined && reader.text(...SECRET_KEY) !== undefined) return 'aksk';
  return reader.text('password') === undefined && reader.text('token', 'auth_token') !== undefined ? 'token' : 'password';
}

function credential(reader: Reader): KeystoneCredential {
  const type = authType(reader);
  switch (type.replace(/^v3/, '').replaceAll(/[_-]/g, '')) {
    case 'password': return { kind: 'password', user: user(reader), password: new Secret(needed(reader, 'password')) };
    case 'token': return { kind: 'token', token: new Secret(needed(reader, 'token', 'auth_token')) };
    case 'applicationcredential': {
      const secret = new Secret(needed(reader, 'application_credential_secret'));
      const id = reader.text('application_credential_id');
      if (id !== undefined) return { kind: 'application-credential', id, secret };
      return { kind: 'application-credential', name: needed(reader, 'application_credential_id', 'application_credential_name'), user: user(reader), secret };
    }
    default: throw wrong(reader.origin, 'auth_type', `one of ${AUTH_TYPES.join(', ')}`, `${JSON.stringify(type)}; get a token with that client and give it with --token`);
  }
}

function scope(reader: Reader): KeystoneScope | undefined {
  const [projectId, projectName] = [reader.text('project_id', 'tenant_id'), reader.text('project_name', 'tenant_name')];
  const [domainId, domainName] = [reader.text('domain_id'), reader.text('domain_name')];
  const trust = reader.text('trust_id');
  const all: readonly KeystoneScope[] = [
    ...(projectId !== undefined ? [{ kind: 'project', project: { id: projectId } } as const] : []),
    ...(projectId === undefined && projectName !== undefined ? [{ kind: 'project', project: { name: projectName, domain: domain(reader, 'project') ?? domain(reader, 'user') } } as const] : []),
    ...(domainId !== undefined || domainName !== undefined ? [{ kind: 'domain', domain: domainId !== undefined ? { id: domainId } : { name: domainName } } as const] : []),
    ...(reader.text('system_scope') === 'all' ? [{ kind: 'system' } as const] : []),
    ...(trust !== undefined ? [{ kind: 'trust', id: trust } as const] : []),
  ];
  if (all.length > 1) throw wrong(reader.origin, 'the scope', 'one of a project, a domain, a system scope and a trust', all.map(({ kind }) => kind).join(' and '));
  return all[0];
}

function webUrl(reader: Reader, name: string, given: string): string {
  const url = URL.parse(given);
  if (url === null || !/^https?:$/.test(url.protocol)) throw wrong(reader.origin, name, 'an http or https URL', 'something else');
  if (url.username !== '' || url.password !== '') throw wrong(reader.origin, name, 'a URL without user name and password', 'one with them');
  return given;
}

function overridesOf(reader: Reader, settings: Settings): CloudAccess['overrides'] {
  const names = Object.keys(settings).filter((name) => /._endpoint_override$/.test(name));
  return Object.fromEntries(names.flatMap((name) => {
    const url = reader.text(name);
    return url === undefined ? [] : [[name.replace(/_endpoint_override$/, ''), webUrl(reader, name, url).replace(/\/+$/, '')]];
  }));
}

function regionOf(reader: Reader, settings: Settings): string | null {
  const given = reader.text('region_name');
  const regions = settings['regions'];
  if (given !== undefined || !Array.isArray(regions)) return given ?? null;
  const [first] = regions as readonly Setting[];
  if (typeof first === 'string') return first;
  return isSettings(first) && typeof first['name'] === 'string' ? first['name'] : null;
}

function interfaceOf(reader: Reader): string {
  const given = reader.text('interface', 'endpoint_type') ?? 'public';
  const name = given.replace(/URL$/, '');
  if (!INTERFACES.includes(name)) throw wrong(reader.origin, 'interface', `one of ${INTERFACES.join(', ')}`, JSON.stringify(given));
  return name;
}

function keystoneOf(reader: Reader): CloudCredential {
  const authUrl = webUrl(reader, 'auth_url', needed(reader, 'auth_url'));
  const version = reader.text('identity_api_version') ?? '3';
  if (!/^v?3/.test(version)) throw wrong(reader.origin, 'identity_api_version', '3', JSON.stringify(version));
  const who = credential(reader);
  // Keystone refuses a scope with an application credential, and openrc files leave one in the environment.
  const what = who.kind === 'application-credential' ? undefined : scope(reader);
  return { keystone: { authUrl, credential: who, scope: what }, accessKey: null };
}

function accessKeyOf(reader: Reader): CloudCredential {
  const token = reader.text('security_token');
  return {
    keystone: null,
    accessKey: {
      id: new Secret(needed(reader, ...ACCESS_KEY)), secret: new Secret(needed(reader, ...SECRET_KEY)),
      securityToken: token === undefined ? null : new Secret(token), projectId: reader.text('project_id', 'tenant_id') ?? null,
    },
  };
}

/**
 * What a client needs of a cloud's settings.
 * @param origin where they were found, for messages.
 * @throws {TargetError} `config` about the first thing that is missing or wrong; it names the setting, never its value when that may be secret.
 */
export function cloudAccess(origin: string, settings: Settings): CloudAccess {
  const reader = readerOf(origin, settings);
  const isKey = authType(reader).replaceAll(/[_-]/g, '') === 'aksk';
  return {
    origin, ...(isKey ? accessKeyOf(reader) : keystoneOf(reader)), region: regionOf(reader, settings), interface: interfaceOf(reader),
    overrides: overridesOf(reader, settings), tls: tlsFilesOf(reader),
  };
}
