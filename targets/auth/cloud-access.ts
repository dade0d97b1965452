/** From the settings of one cloud to what a client needs of them: who asks for a token, for what, and which endpoints. */
import { Secret } from '../secret.ts';
import { TargetError } from '../target-error.ts';
import type { KeystoneConfig, KeystoneCredential, KeystoneScope, Named } from './keystone-token.ts';
import { isSettings, kindOfSetting } from './cloud-settings.ts';
import type { Setting, Settings } from './cloud-settings.ts';

/** How one caller gets at a cloud. Holds secrets only as {@link Secret}. */
export interface CloudAccess {
  /** Where it was found, for messages: `cloud "x" of /etc/openstack/clouds.yaml`, or the OS_* variables. */
  readonly origin: string;
  readonly keystone: Omit<KeystoneConfig, 'timeoutMs'>;
  /** Null: any. */
  readonly region: string | null;
  readonly interface: string;
  /** Endpoints that are given rather than looked up, by service type with `-` as `_`. */
  readonly overrides: Readonly<Record<string, string>>;
}

const AUTH_TYPES = ['password', 'token', 'v3applicationcredential'];
const INTERFACES = ['public', 'internal', 'admin'];

/** Reads settings under any of several names, those of `auth` first, as the openstack client does. */
interface Reader {
  readonly origin: string;
  /** The first that is given; undefined: none. @throws {TargetError} `config` when it is no text. */
  text(...names: readonly string[]): string | undefined;
}

function wrong(origin: string, name: string, expected: string, got: string): TargetError {
  return new TargetError('config', `${name} in ${origin}: expected ${expected}, got ${got}. Nothing was sent.`);
}

function readerOf(origin: string, settings: Settings): Reader {
  const auth = settings['auth'];
  if (auth !== undefined && !isSettings(auth)) throw wrong(origin, 'auth', 'a mapping', kindOfSetting(auth));
  const given = (name: string): Setting | undefined => [auth?.[name], settings[name]].find((value) => value !== undefined && value !== '');
  return {
    origin,
    text: (...names) => {
      const name = names.find((each) => given(each) !== undefined);
      const value = name === undefined ? undefined : given(name);
      if (name === undefined || value === undefined) return undefined;
      if (typeof value !== 'string') throw wrong(origin, name, 'text', kindOfSetting(value));
      return value;
    },
  };
}

function needed(reader: Reader, ...names: readonly [string, ...string[]]): string {
  const value = reader.text(...names);
  if (value === undefined) throw wrong(reader.origin, names.join(' or '), 'a value', 'nothing');
  return value;
}

function domain(reader: Reader, of: string): Named['domain'] {
  const id = reader.text(`${of}_domain_id`, 'default_domain_id');
  const name = reader.text(`${of}_domain_name`, 'default_domain_name', 'default_domain');
  return id !== undefined ? { id } : name !== undefined ? { name } : undefined;
}

function user(reader: Reader): Named {
  const id = reader.text('user_id');
  return id !== undefined ? { id } : { name: needed(reader, 'username', 'user_name', 'user_id'), domain: domain(reader, 'user') };
}

function authType(reader: Reader): string {
  const given = reader.text('auth_type', 'auth_plugin');
  if (given !== undefined) return given;
  if (reader.text('application_credential_secret') !== undefined) return 'v3applicationcredential';
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
    ...(projectId === undefined && projectName !== undefined ? [{ kind: 'project', project: { name: projectName, domain: domain(reader, 'project') } } as const] : []),
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

/** Whether we could honour what the cloud says of TLS: leaving it out silently would look like a broken cloud. */
function checkTls(reader: Reader, authUrl: string, caFile: string | undefined): void {
  if (!authUrl.startsWith('https:')) return;
  const ca = reader.text('cacert');
  if (ca !== undefined && ca !== caFile) throw wrong(reader.origin, 'cacert', `the file that the variable NODE_EXTRA_CA_CERTS names (start with NODE_EXTRA_CA_CERTS=${ca})`, caFile === undefined ? 'no such variable' : `another file there, ${caFile}`);
  if (/^(false|no|off|0)$/i.test(reader.text('verify') ?? '') || /^(true|yes|on|1)$/i.test(reader.text('insecure') ?? '')) {
    throw wrong(reader.origin, 'verify', 'certificates to be verified; name the CA of the cloud with the variable NODE_EXTRA_CA_CERTS instead', 'verify: false');
  }
  if (reader.text('cert', 'key') !== undefined) throw wrong(reader.origin, 'cert', 'no client certificate: they are not supported', 'one');
}

/**
 * What a client needs of a cloud's settings.
 * @param origin where they were found, for messages.
 * @param caFile what NODE_EXTRA_CA_CERTS names.
 * @throws {TargetError} `config` about the first thing that is missing or wrong; it names the setting, never its value when that may be secret.
 */
export function cloudAccess(origin: string, settings: Settings, caFile?: string): CloudAccess {
  const reader = readerOf(origin, settings);
  const authUrl = webUrl(reader, 'auth_url', needed(reader, 'auth_url'));
  const version = reader.text('identity_api_version') ?? '3';
  if (!/^v?3/.test(version)) throw wrong(origin, 'identity_api_version', '3', JSON.stringify(version));
  checkTls(reader, authUrl, caFile);
  const who = credential(reader);
  // Keystone refuses a scope with an application credential, and openrc files leave one in the environment.
  const what = who.kind === 'application-credential' ? undefined : scope(reader);
  return {
    origin, keystone: { authUrl, credential: who, scope: what }, region: regionOf(reader, settings), interface: interfaceOf(reader),
    overrides: overridesOf(reader, settings),
  };
}
