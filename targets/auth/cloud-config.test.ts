import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cloudOfVariables, namedCloud } from './cloud-config.ts';
import type { CloudFiles } from './cloud-config.ts';

const PASSWORD = { auth_url: 'https://h/identity', username: 'u', password: 'CANARY', project_name: 'p' };

function files(clouds: unknown, secure: unknown = null, publicClouds: unknown = null): CloudFiles {
  const file = (path: string, value: unknown): CloudFiles['clouds'] => (value === null ? null : { path, text: typeof value === 'string' ? value : JSON.stringify(value) });
  return { clouds: file('/c/clouds.yaml', clouds), secure: file('/c/secure.yaml', secure), publicClouds: file('/c/clouds-public.yaml', publicClouds), searched: ['/c/clouds.yaml', '/etc/clouds.yaml'] };
}

const cloud = (settings: unknown, secure?: unknown): ReturnType<typeof namedCloud> => namedCloud('x', files({ clouds: { x: settings } }, secure));

function passwordOf({ keystone }: ReturnType<typeof namedCloud>): string | null {
  return keystone?.credential.kind === 'password' ? keystone.credential.password.reveal() : null;
}

/** What would be asked of Keystone, without the secret. */
function told(access: ReturnType<typeof namedCloud>): unknown {
  return JSON.parse(JSON.stringify(access.keystone)) as unknown;
}

test('a password with a project in its domains', () => {
  const access = cloud({ auth: { ...PASSWORD, user_domain_name: 'U', project_domain_id: 'P' }, region_name: 'R', interface: 'internalURL', identity_api_version: '3' });
  expect(access).toMatchObject({ region: 'R', interface: 'internal', overrides: {}, origin: 'cloud "x" of /c/clouds.yaml' });
  expect(told(access)).toEqual({
    authUrl: 'https://h/identity', credential: { kind: 'password', user: { name: 'u', domain: { name: 'U' } }, password: '[redacted]' },
    scope: { kind: 'project', project: { name: 'p', domain: { id: 'P' } } },
  });
});

test.each<readonly [string, Record<string, unknown>, unknown]>([
  ['an application credential by id', { auth_type: 'v3applicationcredential', auth: { auth_url: 'http://h', application_credential_id: 'i', application_credential_secret: 's', project_name: 'p' } },
    { credential: { kind: 'application-credential', id: 'i', secret: '[redacted]' } }],
  ['an application credential by name', { auth: { auth_url: 'http://h', application_credential_name: 'n', application_credential_secret: 's', user_id: 'U' } },
    { credential: { kind: 'application-credential', name: 'n', user: { id: 'U' }, secret: '[redacted]' } }],
  ['a token', { auth: { auth_url: 'http://h', token: 't', project_id: 'P' } }, { credential: { kind: 'token', token: '[redacted]' }, scope: { kind: 'project', project: { id: 'P' } } }],
  ['a domain', { auth: { ...PASSWORD, project_name: '', domain_name: 'D' } }, { scope: { kind: 'domain', domain: { name: 'D' } } }],
  ['the system', { auth: { ...PASSWORD, project_name: '', system_scope: 'all' } }, { scope: { kind: 'system' } }],
  ['a trust', { auth: { ...PASSWORD, project_name: '', trust_id: 'T' } }, { scope: { kind: 'trust', id: 'T' } }],
  ['one default domain', { auth: { ...PASSWORD, default_domain: 'D' } }, { credential: { user: { domain: { name: 'D' } } }, scope: { project: { domain: { name: 'D' } } } }],
  ['settings beside auth', { ...PASSWORD, auth_type: 'v3password' }, { credential: { kind: 'password', user: { name: 'u' } }, scope: { kind: 'project' } }],
])('%s', (_name, settings, expected) => {
  expect(told(cloud(settings))).toMatchObject(expected as object);
});

test('secure.yaml goes over clouds.yaml, and that over a public profile', () => {
  const access = namedCloud('x', files(
    { clouds: { x: { profile: 'vendor', auth: { username: 'u', password: 'wrong', project_id: 'P' }, region_name: 'mine' } } }, { clouds: { x: { auth: { password: 'right' } } } },
    { 'public-clouds': { vendor: { auth: { auth_url: 'https://vendor' }, region_name: 'theirs', interface: 'admin' } } },
  ));
  expect(access).toMatchObject({ region: 'mine', interface: 'admin', keystone: { authUrl: 'https://vendor' } });
  expect(passwordOf(access)).toBe('right');
});

test('endpoint overrides, the first region of a list, anchors and passwords of digits', () => {
  const text = 'a: &a\n  auth_url: http://h\n  username: u\nclouds:\n  x:\n    auth:\n      <<: *a\n      password: 0123\n    regions: [{name: R1}, R2]\n    compute_endpoint_override: http://c/v2.1/\n    block_storage_endpoint_override: http://b\n';
  const access = namedCloud('x', files(text));
  expect(access).toMatchObject({ region: 'R1', overrides: { compute: 'http://c/v2.1', block_storage: 'http://b' } });
  expect(passwordOf(access)).toBe('0123');
});

test.each<readonly [string, () => unknown, RegExp]>([
  ['no file', () => namedCloud('x', files(null)), /no clouds\.yaml to find the cloud "x" in\. Looked for: \/c\/clouds\.yaml, \/etc/],
  ['no such cloud', () => namedCloud('y', files({ clouds: { x: {}, z: {} } })), /no cloud "y" in \/c\/clouds\.yaml\. Allowed: x, z\./],
  ['a name of every object', () => namedCloud('toString', files({ clouds: {} })), /no cloud "toString"/],
  ['no YAML', () => namedCloud('x', files('clouds:\n  x: {\n password: CANARY')), /\/c\/clouds\.yaml, line \d+ is not YAML/],
  ['no mapping', () => namedCloud('x', files('[CANARY]')), /holds no settings.*Got: a list/],
  ['no auth_url', () => cloud({ auth: { ...PASSWORD, auth_url: '' } }), /auth_url in cloud "x" of \/c\/clouds\.yaml: expected a value, got nothing/],
  ['no password', () => cloud({ auth: { ...PASSWORD, password: '' } }), /password in cloud "x".*got nothing/],
  ['a password that is a list', () => cloud({ auth: { ...PASSWORD, password: ['CANARY'] } }), /password in .*expected text, got a list/],
  ['no user', () => cloud({ auth: { ...PASSWORD, username: '' } }), /username or user_name or user_id/],
  ['an unknown auth_type', () => cloud({ auth: PASSWORD, auth_type: 'v3oidcpassword' }), /auth_type .*one of password, token, v3applicationcredential, aksk, got "v3oidcpassword".*--token/],
  ['an unknown interface', () => cloud({ auth: PASSWORD, interface: 'outer' }), /interface .*public, internal, admin, got "outer"/],
  ['version 2', () => cloud({ auth: PASSWORD, identity_api_version: '2.0' }), /identity_api_version .*expected 3, got "2\.0"/],
  ['two scopes', () => cloud({ auth: { ...PASSWORD, system_scope: 'all' } }), /the scope .*project and system/],
  ['a password in a URL', () => cloud({ auth: { ...PASSWORD, auth_url: 'https://u:CANARY@h' } }), /auth_url .*without user name and password/],
  ['a URL that is none', () => cloud({ auth: { ...PASSWORD, auth_url: 'CANARY' } }), /auth_url .*http or https/],
  ['an unknown profile', () => namedCloud('x', files({ clouds: { x: { profile: 'v', auth: { username: 'u', password: 'CANARY' } } } })), /profile .*there is none.*got "v"/],
  ['neither verified nor not', () => cloud({ auth: PASSWORD, verify: '/ca.pem' }), /verify .*expected true or false, got "\/ca\.pem"/],
  ['a key without its certificate', () => cloud({ auth: PASSWORD, key: '/x.pem' }), /key .*a client certificate beside it/],
  ['an access key without its secret', () => cloud({ auth_type: 'aksk', auth: { ak: 'CANARY' } }), /sk or secret_key in cloud "x".*got nothing/],
])('%s is told', (_name, read, message) => {
  expect(read).toThrow(expect.objectContaining({ name: 'TargetError', code: 'config' }));
  expect(read).toThrow(message);
  expect(read).not.toThrow(/CANARY/);
});

const OS = { OS_AUTH_URL: 'https://h', OS_USERNAME: 'u', OS_PASSWORD: 'CANARY' };

test('OS_* variables describe a cloud', () => {
  const access = cloudOfVariables({ OS_AUTH_URL: 'http://h/v3', OS_USERNAME: 'u', OS_PASSWORD: 'CANARY', OS_PROJECT_ID: 'P', OS_PROJECT_NAME: 'p', OS_USER_DOMAIN_NAME: 'D', OS_REGION_NAME: 'R', OS_INTERFACE: 'public', OS_ENDPOINT_TYPE: 'publicURL', OS_COMPUTE_ENDPOINT_OVERRIDE: 'http://c' });
  expect(access).toMatchObject({ origin: 'the OS_* variables', region: 'R', overrides: { compute: 'http://c' }, keystone: { scope: { kind: 'project', project: { id: 'P' } } } });
  expect(inspect(access, { depth: null }) + JSON.stringify(access)).not.toContain('CANARY');
  expect(cloudOfVariables({ OS_USERNAME: 'u' })).toBeNull();
  expect(() => cloudOfVariables({ OS_AUTH_URL: 'http://h' })).toThrow(/username .* in the OS_\* variables/);
});

test('what clouds say of TLS', () => {
  expect(cloud({ auth: PASSWORD }).tls).toEqual({ ca: null, cert: null, key: null, verify: true });
  expect(cloud({ auth: PASSWORD, cacert: '/ca.pem', cert: '/c.pem', key: '/k.pem', verify: 'True' }).tls).toEqual({ ca: '/ca.pem', cert: '/c.pem', key: '/k.pem', verify: true });
  expect(cloud({ auth: PASSWORD, verify: 'false' }).tls.verify).toBe(false);
  expect(cloudOfVariables({ ...OS, OS_INSECURE: '1', OS_CACERT: '/ca.pem' })?.tls).toMatchObject({ ca: '/ca.pem', verify: false });
});

test('access keys come from a cloud or from variables; a password beside them is what is meant', () => {
  const key = { id: '[redacted]', secret: '[redacted]', securityToken: null, projectId: 'P' };
  const plain = (access: ReturnType<typeof cloudOfVariables>): unknown => JSON.parse(JSON.stringify(access?.accessKey));
  expect(plain(cloud({ auth: { ak: 'a', sk: 's', project_id: 'P' }, ecs_endpoint_override: 'https://ecs' }))).toEqual(key);
  expect(plain(cloudOfVariables({ OS_ACCESS_KEY: 'a', OS_SECRET_KEY: 's', OS_PROJECT_ID: 'P' }))).toEqual(key);
  expect(plain(cloudOfVariables({ HUAWEICLOUD_SDK_AK: 'a', HUAWEICLOUD_SDK_SK: 's', HUAWEICLOUD_SDK_PROJECT_ID: 'P', HUAWEICLOUD_SDK_SECURITY_TOKEN: 't' }))).toEqual({ ...key, securityToken: '[redacted]' });
  expect(cloud({ auth: { ...PASSWORD, ak: 'a', sk: 's' } })).toMatchObject({ accessKey: null, keystone: { credential: { kind: 'password' } } });
});

test('a project without a domain is in that of its user', () => {
  expect(told(cloud({ auth: { ...PASSWORD, user_domain_name: 'OTC1' } }))).toMatchObject({ scope: { project: { name: 'p', domain: { name: 'OTC1' } } } });
});

test('whatever a file holds, a cloud is read or a TargetError says why', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (settings, secure) => {
    try {
      namedCloud('x', files({ clouds: { x: settings } }, { clouds: { x: secure } }));
    } catch (error) {
      expect(error).toMatchObject({ name: 'TargetError', code: 'config' });
    }
  }));
});
