/** Tokens from Keystone, version 3, by password, application credential or an existing token. */
import { request } from 'undici';
import { resolvePointer } from '../../contracts/json-pointer.ts';
import { Secret } from '../secret.ts';
import type { TokenSource } from '../target-config.ts';
import { TargetError } from '../target-error.ts';
import type { CatalogService } from './catalog.ts';

/** A name or an id of a user, project or domain. */
export interface Named { readonly id?: string | undefined; readonly name?: string | undefined; readonly domain?: { readonly id?: string | undefined; readonly name?: string | undefined } | undefined }

export type KeystoneCredential =
  | { readonly kind: 'password'; readonly user: Named; readonly password: Secret }
  | { readonly kind: 'application-credential'; readonly id?: string | undefined; readonly name?: string | undefined; readonly user?: Named | undefined; readonly secret: Secret }
  | { readonly kind: 'token'; readonly token: Secret };

/** What a token is for. */
export type KeystoneScope =
  | { readonly kind: 'project'; readonly project: Named }
  | { readonly kind: 'domain'; readonly domain: Omit<Named, 'domain'> }
  | { readonly kind: 'system' }
  | { readonly kind: 'trust'; readonly id: string };

export interface KeystoneConfig {
  /** With or without `/v3` and a last slash. */
  readonly authUrl: string;
  readonly credential: KeystoneCredential;
  /** Absent: Keystone's own choice; application credentials are bound to a project already. */
  readonly scope?: KeystoneScope | undefined;
  readonly timeoutMs: number;
}

/** A token and what came with it. */
export interface KeystoneSession {
  readonly token: Secret;
  readonly expiresAt: string | null;
  readonly projectId: string | null;
  readonly catalog: readonly CatalogService[];
}

export interface KeystoneSource extends TokenSource {
  /** The current session; the first call fetches it. @throws {TargetError} `authentication`. */
  session(): Promise<KeystoneSession>;
  renew(): Promise<Secret>;
}

/** The default domain, which Keystone v3 creates for users and projects that name none. */
const DEFAULT_DOMAIN = { id: 'default' };

function scoped(named: Named): unknown {
  return named.id !== undefined ? { id: named.id } : { name: named.name, domain: named.domain ?? DEFAULT_DOMAIN };
}

function identityOf(credential: KeystoneCredential): unknown {
  switch (credential.kind) {
    case 'password': return { methods: ['password'], password: { user: { ...(scoped(credential.user) as object), password: credential.password.reveal() } } };
    case 'token': return { methods: ['token'], token: { id: credential.token.reveal() } };
    case 'application-credential': {
      const { id, name, user, secret } = credential;
      const who = id !== undefined ? { id } : { name, user: scoped(user ?? {}) };
      return { methods: ['application_credential'], application_credential: { ...who, secret: secret.reveal() } };
    }
  }
}

function scopeOf(scope: KeystoneScope): unknown {
  switch (scope.kind) {
    case 'project': return { project: scoped(scope.project) };
    case 'domain': return { domain: scope.domain };
    case 'system': return { system: { all: true } };
    case 'trust': return { 'OS-TRUST:trust': { id: scope.id } };
  }
}

/** The URL tokens are asked for at. */
export function tokensUrl(authUrl: string): string {
  const base = authUrl.replace(/\/+$/, '').replace(/\/auth\/tokens$/, '');
  return `${base.endsWith('/v3') ? base : `${base.replace(/\/v2\.0$/, '')}/v3`}/auth/tokens`;
}

function failure(url: string, got: string, cause?: unknown): TargetError {
  const message = `No token from the identity service (POST ${url}). Expected: 201 with X-Subject-Token. Got: ${got}. Check the URL, the user, the password, the project and their domains.`;
  return new TargetError('authentication', message, cause === undefined ? {} : { cause });
}

async function ask(config: KeystoneConfig): Promise<KeystoneSession> {
  const url = tokensUrl(config.authUrl);
  const scope = config.scope === undefined ? {} : { scope: scopeOf(config.scope) };
  const body = JSON.stringify({ auth: { identity: identityOf(config.credential), ...scope } });
  const signal = AbortSignal.timeout(config.timeoutMs);
  const answer = await request(url, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body, signal })
    .catch((error: unknown) => { throw failure(url, error instanceof Error ? `no answer (${'code' in error ? String(error.code) : error.name})` : 'no answer', error); });
  const text = await answer.body.text().catch((error: unknown) => { throw failure(url, 'half an answer', error); });
  const token = answer.headers['x-subject-token'];
  if (answer.statusCode !== 201 || typeof token !== 'string') throw failure(url, `${answer.statusCode}${typeof token === 'string' ? '' : ' without that header'}`);
  return sessionOf(new Secret(token), text);
}

function sessionOf(token: Secret, text: string): KeystoneSession {
  let document: unknown = null;
  try {
    document = JSON.parse(text);
  } catch {
    // Some services answer with the header alone: there is a token, but no catalog.
  }
  const [catalog, expiresAt, projectId] = ['/token/catalog', '/token/expires_at', '/token/project/id'].map((pointer) => resolvePointer(document, pointer));
  return {
    token, expiresAt: typeof expiresAt === 'string' ? expiresAt : null, projectId: typeof projectId === 'string' ? projectId : null,
    catalog: Array.isArray(catalog) ? (catalog as readonly CatalogService[]) : [],
  };
}

/** A source of Keystone tokens that asks for a new one when the old one is refused. */
export function keystoneToken(config: KeystoneConfig): KeystoneSource {
  let current: Promise<KeystoneSession> | null = null;
  const fetch = (): Promise<KeystoneSession> => {
    const asking = ask(config);
    current = asking;
    // A failure is not kept: the next caller asks again.
    asking.catch(() => { if (current === asking) current = null; });
    return asking;
  };
  const session = (): Promise<KeystoneSession> => current ?? fetch();
  return { session, get: async () => (await session()).token, renew: async () => (await fetch()).token };
}
